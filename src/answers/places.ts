/** Cities and regions as people name them, with the code of the region (ISO 3166-2). Beginnings of words. */
import { fold } from '../language/index.js';

const NAMES = `
RU-MOW: москв, московск, маскв; RU-MOS: подмосков, подмаскв, московск област, москва област, москва обл, химк, балаших, подольск, мытищ, люберц, королёв, одинцов, щёлков, красногорск, реутов, электростал, ногинск, серпухов, коломн, раменск, жуковск, долгопрудн, лобня, солнечногорск, орехово-зуев, наро-фоминск;
RU-SPE: петербург, питер, санкт, спб; RU-LEN: ленинградск, ленобласт, гатчин, всеволожск, мурино, выборг;
RU-SVE: екатеринбург, екб, свердловск, нижний тагил; RU-NVS: новосиб; RU-TA: казан, татарстан, набережн челн, нижнекамск, қазон; RU-NIZ: нижний новгород, нижегородск, дзержинск;
RU-SAM: самар, тольятти, сызран; RU-CHE: челяб, магнитогорск; RU-OMS: омск, омский; RU-ROS: ростов, таганрог; RU-BA: уфе, уфада, уфага, башкир, башкорт; RU-KYA: краснояр, норильск; RU-PER: перм; RU-VOR: воронеж;
RU-VGG: волгоград, волжск; RU-KDA: краснодар, сочи, новороссийск, анап, геленджик; RU-SAR: саратов; RU-TYU: тюмен; RU-IRK: иркутск, ангарск, братске; RU-KHA: хабаровск; RU-PRI: владивосток, приморск кра, находк, уссурийск; RU-ORE: оренбург, орск;
RU-KEM: кемеров, новокузнецк, кузбасс; RU-TOM: томск; RU-TUL: туле, тулада, тулага, тульск; RU-KLU: калуг, калужск, обнинск; RU-TVE: твер; RU-YAR: ярослав; RU-VLA: владимир; RU-RYA: рязан; RU-KGD: калининград; RU-PNZ: пенз; RU-ULY: ульяновск;
RU-AST: астрахан; RU-KHM: сургут, нижневартовск, хмао, югр, ханты-мансий; RU-YAN: ямал, янао, новый уренгой, салехард, ноябрьск; RU-SA: якут; RU-SAK: сахалин; RU-MUR: мурманск; RU-ARK: архангельск; RU-STA: ставропол; RU-BEL: белгород; RU-LIP: липецк;
RU-KRS: курск; RU-BRY: брянск; RU-SMO: смоленск; RU-TAM: тамбов; RU-IVA: иваново, ивановск; RU-KOS: костром; RU-VLG: вологд, вологодск, череповец; RU-NGR: великий новгород; RU-PSK: псков; RU-KIR: киров; RU-UD: удмурт, ижевск; RU-CU: чуваш, чебоксар;
RU-ALT: барнаул, алтайск кра; RU-ZAB: чите, читада, читага, забайкал; RU-BU: бурят, улан-удэ; RU-AMU: амурск, благовещенск; RU-KAM: камчат; RU-MAG: магадан; RU-DA: дагестан, махачкал; RU-CE: чечн, грозн; RU-KR: карели, петрозаводск; RU-KO: сыктывкар; RU-ORL: орловск`;

/** Folded beginnings of one to three words, longer names first, with their region. */
export const PLACES: readonly (readonly [stems: readonly string[], region: string])[] = NAMES.trim()
  .split(/;\s*/u)
  .flatMap((line) => {
    const [region = '', names = ''] = line.split(': ');
    return names.split(', ').map((name): [string[], string] => [name.split(/[ -]/u).map(fold), region]);
  })
  .sort(([a], [b]) => b.length - a.length || (b[0] ?? '').length - (a[0] ?? '').length);
