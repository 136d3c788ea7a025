import { describe, expect, it } from 'vitest';
import { mentionsOf } from '../../src/answers/mentions.js';
import { uzbekToCyrillic } from '../../src/language/index.js';

const citizenship = (text: string) => mentionsOf(text).citizenship ?? null;
const region = (text: string) => mentionsOf(text).region ?? null;

describe('citizenship and place said in passing', () => {
  it.each([
    ['я из Узбекистана, живу в Казани, сколько стоит патент', 'UZ', 'RU-TA'],
    ['Мы граждане Киргизии, работаем в Самаре', 'KG', 'RU-SAM'],
    ['у меня таджикский паспорт, я в Екатеринбурге', 'TJ', 'RU-SVE'],
    ['ya iz uzbekistana, jivu v kazani', 'UZ', 'RU-TA'],
    ['Мен Кыргызстандын жаранымын, Москвада иштейм', 'KG', 'RU-MOW'],
    ['Тажикстандын жаранымын, Казанда иштейм', 'TJ', 'RU-TA'],
    ['Өзбек жаранымын, Новосибирскте иштейм', 'UZ', 'RU-NVS'],
    ['men kirgizstandanmin, moskvada ishteym', 'KG', 'RU-MOW'],
    ['Ман аз Тоҷикистон, дар Қазон зиндагӣ мекунам', 'TJ', 'RU-TA'],
    ['Ман шаҳрванди Тоҷикистон ҳастам, дар Петербург кор мекунам', 'TJ', 'RU-SPE'],
    ['ман шахрванди Узбекистон, дар Тюмен', 'UZ', 'RU-TYU'],
    ['man az tojikiston, dar samara', 'TJ', 'RU-SAM'],
    ['Men Oʻzbekistondanman, Moskvada ishlayman', 'UZ', 'RU-MOW'],
    ['men ozbekistondanman, moskvada ishlayman', 'UZ', 'RU-MOW'],
    ['Tojikiston fuqarosiman, Sankt-Peterburgda yashayman', 'TJ', 'RU-SPE'],
    ['Qirgʻiziston fuqarosiman, Krasnodarda', 'KG', 'RU-KDA'],
    ['Мен Ўзбекистонданман, Москвада ишлайман', 'UZ', 'RU-MOW'],
    ['узбекистон фукаросиман, краснодарда ишлайман', 'UZ', 'RU-KDA'],
  ])('%s -> %s, %s', (text, country, place) => {
    expect(mentionsOf(text)).toEqual({ citizenship: country, region: place });
  });

  it('Uzbek says the same in both alphabets', () => {
    for (const text of [
      'Oʻzbekiston fuqarosiman',
      'Qirgʻizistondanman',
      'Permda ishlayman',
      'Tulada yashayman',
    ])
      expect(mentionsOf(uzbekToCyrillic(text))).toEqual(mentionsOf(text));
  });

  it.each([
    ['я гражданин узбекистана', { citizenship: 'UZ' }],
    ['Потерял паспорт Таджикистана', { citizenship: 'TJ' }],
    ['сколько стоит патент в Твери', { region: 'RU-TVE' }],
    ['патент москва цена', { region: 'RU-MOW' }],
    ['Нижний Новгород, где принимают экзамен', { region: 'RU-NIZ' }],
    ['живу в Ростове-на-Дону', { region: 'RU-ROS' }],
  ])('one without the other: %s', (text, said) => {
    expect(mentionsOf(text)).toEqual(said);
  });

  it.each([
    'как оформить патент',
    'не платят зарплату что делать',
    'айлык бербей жатышат эмне кылам',
    'маош намедиҳанд чӣ кор кунам',
    'oylik bermayapti nima qilaman',
    'ойлик бермаяпти нима қиламан',
    '',
    '112',
    '😀',
  ])('nothing is heard in %j', (text) => {
    expect(mentionsOf(text)).toEqual({});
  });
});

describe('what is no citizenship', () => {
  it.each([
    'хочу отправить деньги в Узбекистан',
    'как перевести деньги в Таджикистан без комиссии',
    'Oʻzbekistonga pul joʻnatmoqchiman',
    'Ўзбекистонга пул жўнатиш',
    'Кыргызстанга акча салам',
    'ба Тоҷикистон пул фиристодан',
    'поехать летом в Кыргызстан',
    'узбекам нужен патент?',
    'где консульство Узбекистана',
  ])('%s', (text) => {
    expect(citizenship(text)).toBeNull();
  });

  it('of two countries none is taken: it cannot be known who is who', () => {
    expect(citizenship('я из узбекистана, жена из кыргызстана')).toBeNull();
    expect(citizenship('паспорт киргизский, а был гражданин таджикистана')).toBeNull();
    expect(citizenship('Men Oʻzbekistondanman, xotinim Tojikistondan')).toBeNull();
    expect(citizenship('я из узбекистана, гражданин узбекистана')).toBe('UZ');
  });

  it('of a country one is from and one that money goes to, the first', () => {
    expect(citizenship('я гражданин таджикистана, как отправить отсюда деньги брату в узбекистан')).toBe(
      'TJ',
    );
  });
});

describe('what is no place', () => {
  it('of two places none is taken', () => {
    expect(region('переехал из Казани в Москву')).toBeNull();
    expect(region('из Москвы уехал, снова в Москве')).toBe('RU-MOW');
  });

  it.each([
    ['Tula', 'patent pulini vaqtida toʻlagan edim'],
    ['Tula', 'patent pulini tulasa boladimi'],
    ['Tula', 'тўласа бўладими, туласам нима бўлади'],
    ['Tula', 'штрафни tuladim, туладим'],
    ['Tula', 'маош тўла берилмади, toʻla emas'],
    ['Ufa', 'уф, чарчадим'],
    ['Chita', 'плохо читаю по-русски'],
    ['Chita', 'читал договор и не понял, брат читает'],
    ['Ufa', 'работаю официально, официальный договор'],
    ['Ufa', 'ofitsialno rabotayu'],
    ['Omsk', 'полис ОМС и документы'],
    ['Tver', 'твёрдо отказал, твердит одно'],
    ['Samara', 'Самарканддан келдим'],
    ['Kursk', 'курс доллара, курсы русского'],
    ['Perm', 'permission, перминг йўқ'],
  ])('%s is not heard in: %s', (_, text) => {
    expect(region(text)).toBeNull();
  });

  it('Tula, Chita, Ufa and Omsk are heard where they are meant', () => {
    expect(region('работаю в Туле')).toBe('RU-TUL');
    expect(region('Tulada ishlayman')).toBe('RU-TUL');
    expect(region('живу в Чите')).toBe('RU-ZAB');
    expect(region('я в Уфе')).toBe('RU-BA');
    expect(region('приехал в Омск')).toBe('RU-OMS');
  });

  it('Moscow oblast is not Moscow, Leningrad oblast is not Petersburg', () => {
    expect(region('цена патента в Московской области')).toBe('RU-MOS');
    expect(region('живу в Подмосковье')).toBe('RU-MOS');
    expect(region('Балашиха, Московская область')).toBe('RU-MOS');
    expect(region('Московская область, Балашиха, рядом с Москвой')).toBe('RU-MOS');
    expect(region('живу в Москве')).toBe('RU-MOW');
    expect(region('патент в Ленинградской области')).toBe('RU-LEN');
    expect(region('патент в Петербурге')).toBe('RU-SPE');
  });
});

/** Faults of today: each says what should be heard. Once mended a line turns red and moves up. */
describe('heard as well', () => {
  it.each([
    ['Мен Өзбекстандан келдим', 'UZ'],
    ['ман аз точикистон', 'TJ'],
    ['шахрванди точикистонам', 'TJ'],
    ['grazhdanin tadzhikistana', 'TJ'],
  ])('%s -> %s', (text, country) => {
    expect(citizenship(text)).toBe(country);
  });

  it.each([
    ['патент в московской обл.', 'RU-MOS'],
    ['Moskva viloyatida ishlayman', 'RU-MOS'],
    ['Москва облусунда иштейм', 'RU-MOS'],
    ['дар вилояти Москва', 'RU-MOS'],
    ['живу в Химках', 'RU-MOS'],
    ['Qozonda yashayman', 'RU-TA'],
    ['в Нижнем Новгороде', 'RU-NIZ'],
    ['оформляю пензию', null],
    ['Россияда калууга уруксат береби', null],
    ['эки айлык курска келип окуп жатам', null],
  ])('%s -> %s', (text, place) => {
    expect(region(text)).toBe(place);
  });
});
