import type { WrittenForm } from '../../src/language/index.js';

/** Twenty-five questions in the five written forms, and the page each must lead to by every way. */
export const QUESTIONS: { form: WrittenForm; text: string; topic: string }[] = [
  {
    form: 'ru',
    text: 'За сколько дней мне надо встать на миграционный учёт после приезда?',
    topic: 'registration',
  },
  {
    form: 'ru',
    text: 'если выехать и заехать обратно 90 дней начнутся заново?',
    topic: 'stay-limit-90-days',
  },
  { form: 'ru', text: 'сколько платить за патент в питере в месяц', topic: 'patent-cost-payment' },
  { form: 'ru', text: 'начальник не платит зарплату третий месяц куда жаловаться', topic: 'unpaid-wages' },
  { form: 'ru', text: 'посредник предлагает сделать патент без экзамена это обман?', topic: 'fraud-traps' },
  { form: 'ky', text: 'Россияга келгенден кийин канча күндө каттоого турушум керек?', topic: 'registration' },
  { form: 'ky', text: 'кыргыз жаранына патент керекпи', topic: 'eaeu-workers' },
  { form: 'ky', text: 'айлыгымды бербей жатат кайда арыз жазам', topic: 'unpaid-wages' },
  { form: 'ky', text: 'полиция документ текшерсе эмнени корсотуш керек', topic: 'police-check' },
  { form: 'ky', text: 'тез жардамды кайсы номерден чакырат', topic: 'emergency' },
  { form: 'tg', text: 'Баъди омадан дар чанд рӯз бояд ба қайд истам?', topic: 'registration' },
  { form: 'tg', text: 'патент дар Маскав дар як мох чанд пул', topic: 'patent-cost-payment' },
  { form: 'tg', text: 'маошамро намедиҳанд ба куҷо шикоят кунам', topic: 'unpaid-wages' },
  { form: 'tg', text: 'ба ки патент лозим аст ва ба ки не', topic: 'patent-who-needs' },
  {
    form: 'tg',
    text: 'агар аз Русия баромада баргардам 90 рӯз аз нав мешавад?',
    topic: 'stay-limit-90-days',
  },
  {
    form: 'uz',
    text: "Rossiyaga kelgandan keyin necha kunda ro'yxatdan o'tishim kerak?",
    topic: 'registration',
  },
  { form: 'uz', text: 'patent qancha turadi moskvada oyiga', topic: 'patent-cost-payment' },
  { form: 'uz', text: "xo'jayin oyligimni bermayapti nima qilay", topic: 'unpaid-wages' },
  { form: 'uz', text: 'politsiya hujjat tekshirsa nima deyish kerak', topic: 'police-check' },
  { form: 'uz', text: 'vositachi patentni imtihonsiz qilib beraman deyapti aldovmi', topic: 'fraud-traps' },
  { form: 'uz-Cyrl', text: 'Патент кимга керак, кимга керак эмас?', topic: 'patent-who-needs' },
  { form: 'uz-Cyrl', text: 'россияга келиб неча кунда руйхатга туриш керак', topic: 'registration' },
  { form: 'uz-Cyrl', text: 'чикиб кириб келсам 90 кун янгидан бошланадими', topic: 'stay-limit-90-days' },
  { form: 'uz-Cyrl', text: 'иш ҳақимни беришмаяпти қаерга ариза ёзаман', topic: 'unpaid-wages' },
  { form: 'uz-Cyrl', text: 'патент пулини вақтида тўламасам нима бўлади', topic: 'patent-cost-payment' },
];
