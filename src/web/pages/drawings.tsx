import type { View } from '../view.js';

/**
 * The drawings of the site, one hand and few lines. Every person is made by `Person`: the same head, the same
 * shoulders, the same face, whoever they are and whatever they do. Colours come from the style sheet, so the drawings
 * follow light and dark.
 */
type Hair = 'short' | 'long' | 'scarf' | 'cap';
type Coat = 'a' | 'b' | 'c' | 'd' | 'p';

const HAIR: Record<Hair, string> = {
  short: 'M-14-1C-16-20 16-20 14-1 9-9-7-9-14-1Z',
  long: 'M-15 14C-20-22 20-22 15 14 13 0 11-7 2-9-6-9-13-2-15 14Z',
  scarf:
    'M-21 24C-24-25 24-25 21 24 12 31-12 31-21 24ZM0 13C9 13 11 5 11-1 11-8 6-11 0-11S-11-8-11-1C-11 5-9 13 0 13Z',
  cap: 'M-15-4C-13-20 13-20 15-4 6-8-6-8-15-4Z',
};

function Person(props: {
  x: number;
  y: number;
  hair: Hair;
  coat: Coat;
  look?: -1 | 0 | 1;
  /** A face for scenes that are no joy. */
  grave?: boolean;
}) {
  const { x, y, hair, coat, look = 0, grave = false } = props;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class={`f${coat}`} d="M-27 68V42C-27 24-16 17 0 17S27 24 27 42V68Z" />
      <path class="fs" d="M-6 10V19Q0 25 6 19V10Z" />
      <circle class="fs" r="14" />
      <path class={hair === 'scarf' ? 'fd' : 'fi'} fill-rule="evenodd" d={HAIR[hair]} />
      <path
        class="l face"
        transform={`translate(${look * 2.5} 0)`}
        d={`M-5 1v1M5 1v1${grave ? 'M-3 7H3' : 'M-4 6Q0 9.5 4 6'}`}
      />
    </g>
  );
}

const Paper = ({ x, y, w = 22, h = 28 }: { x: number; y: number; w?: number; h?: number }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="fp" width={w} height={h} rx="2" />
    <path class="l" d={`M5 8H${w - 5}M5 14H${w - 5}M5 20H${w - 11}`} />
  </g>
);

const Bubble = ({ x, y, flip = false, coat }: { x: number; y: number; flip?: boolean; coat: 'p' | 'd' }) => (
  <g transform={`translate(${x} ${y})${flip ? ' scale(-1 1)' : ''}`}>
    <path class={`f${coat}`} d="M6 0H44Q50 0 50 6V20Q50 26 44 26H20L10 35V26H6Q0 26 0 20V6Q0 0 6 0Z" />
    <path class="l" d="M10 9H40M10 17H28" />
  </g>
);

const SCENES = {
  talk: () => (
    <>
      <path class="ft" d="M20 128H220Q236 60 170 34 90 0 40 50 6 88 20 128Z" />
      <Person x={78} y={60} hair="short" coat="a" look={1} />
      <Person x={162} y={60} hair="scarf" coat="b" look={-1} />
      <Bubble x={84} y={4} coat="p" />
      <Bubble x={196} y={12} flip coat="d" />
    </>
  ),
  counter: () => (
    <>
      <rect class="ft" x="118" y="14" width="100" height="114" rx="10" />
      <Person x={168} y={52} hair="long" coat="b" look={-1} />
      <Person x={66} y={60} hair="short" coat="a" look={1} />
      <rect class="fc" x="112" y="98" width="112" height="30" rx="4" />
      <Paper x={94} y={72} />
    </>
  ),
  phone: () => (
    <>
      <path class="ft" d="M18 128Q10 44 86 30 190 12 222 128Z" />
      <Person x={74} y={60} hair="cap" coat="c" look={1} />
      <rect class="fi" x="138" y="12" width="64" height="110" rx="9" />
      <rect class="fp" x="143" y="20" width="54" height="94" rx="4" />
      <rect class="fd" x="148" y="28" width="34" height="16" rx="5" />
      <rect class="fa" x="158" y="50" width="34" height="12" rx="5" />
      <rect class="fd" x="148" y="68" width="40" height="22" rx="5" />
      <path class="l" d="M154 76H180M154 82H172" />
    </>
  ),
  home: () => (
    <>
      <path class="ft" d="M30 128V58L118 12 206 58V128Z" />
      <path class="l" d="M18 64L118 12 218 64" />
      <rect class="fa" x="96" y="66" width="44" height="62" rx="3" />
      <circle class="fd" cx="132" cy="98" r="3" />
      <Person x={66} y={66} hair="long" coat="b" look={1} />
      <Person x={172} y={66} hair="short" coat="c" look={-1} />
    </>
  ),
  wage: () => (
    <>
      <path class="ft" d="M14 128Q30 20 120 22T226 128Z" />
      <Person x={62} y={60} hair="cap" coat="c" look={1} />
      <Person x={178} y={60} hair="long" coat="b" look={-1} />
      <Paper x={98} y={52} w={44} h={60} />
      <path class="l" d="M104 84H136M104 96H120" />
      <circle class="fd" cx="130" cy="98" r="7" />
    </>
  ),
  bridge: () => (
    <>
      <path class="ft" d="M10 128Q120-30 230 128Z" />
      <Person x={48} y={66} hair="short" coat="c" look={1} />
      <Person x={120} y={52} hair="scarf" coat="a" />
      <Person x={192} y={66} hair="cap" coat="b" look={-1} />
      <path class="l dot" d="M64 46Q84 16 104 34M136 34Q156 16 176 46" />
    </>
  ),
  road: () => (
    <>
      <path class="ft" d="M10 128Q60 60 130 70T232 128Z" />
      <path class="l" d="M168 124V26" />
      <path class="fd" d="M150 24H196L208 34 196 44H150Z" />
      <path class="fp" d="M186 52H144L132 62 144 72H186Z" />
      <Person x={76} y={58} hair="short" coat="a" look={1} />
      <rect class="fc" x="108" y="98" width="34" height="28" rx="5" />
      <path class="l" d="M118 98V92H132V98" />
    </>
  ),
  care: () => (
    <>
      <path class="ft" d="M22 128Q6 40 100 24 220 10 222 128Z" />
      <Person x={74} y={60} hair="long" coat="c" look={1} />
      <Person x={166} y={60} hair="short" coat="p" look={-1} />
      <path class="l" d="M154 84Q154 104 166 104T178 84" />
      <circle class="fd" cx="166" cy="106" r="4" />
      <path class="fd" d="M112 30h8v8h8v8h-8v8h-8v-8h-8v-8h8Z" />
    </>
  ),
  school: () => (
    <>
      <path class="ft" d="M14 128Q20 30 120 20T226 128Z" />
      <rect class="fi" x="92" y="18" width="96" height="52" rx="4" />
      <path class="l2" d="M104 34H140M104 46H164M104 58H130" />
      <Person x={56} y={58} hair="scarf" coat="b" look={1} />
      <Person x={126} y={84} hair="short" coat="a" />
      <Person x={188} y={78} hair="long" coat="c" look={-1} />
    </>
  ),
  baby: () => (
    <>
      <path class="ft" d="M20 128Q30 24 130 24T224 128Z" />
      <Person x={84} y={56} hair="long" coat="b" look={1} />
      <Person x={158} y={52} hair="short" coat="a" look={-1} />
      <path class="fp" d="M92 92Q120 78 148 92 150 116 120 118 90 116 92 92Z" />
      <circle class="fs" cx="110" cy="96" r="9" />
      <path class="l face" d="M107 96v1M113 96v1M107 100Q110 102 113 100" />
    </>
  ),
  check: () => (
    <>
      <path class="ft" d="M12 128Q40 34 120 30T228 128Z" />
      <path class="l" d="M204 124V22M194 22H214" />
      <circle class="fd" cx="204" cy="18" r="7" />
      <Person x={72} y={58} hair="short" coat="c" grave look={1} />
      <Person x={152} y={56} hair="cap" coat="a" grave look={-1} />
      <path class="fd" d="M148 94h8v6l-4 5-4-5Z" />
      <Paper x={101} y={78} w={24} h={30} />
    </>
  ),
  site: () => (
    <>
      <path class="ft" d="M16 128V56H100V26H224V128Z" />
      <path class="l" d="M112 26V118M146 26V118M180 26V118M100 56H224M100 88H224" />
      <path class="fi" d="M20 24H86V30H20ZM30 30h6v26h-6Z" />
      <Person x={70} y={62} hair="cap" coat="c" look={1} />
      <Person x={158} y={62} hair="long" coat="d" look={-1} />
      <path class="fd" d="M53 55C54 38 86 38 87 55ZM141 55C142 38 174 38 175 55Z" />
    </>
  ),
  drive: () => (
    <>
      <path class="ft" d="M10 128Q30 44 130 40T232 128Z" />
      <path class="l" d="M8 122H232" />
      <Person x={96} y={52} hair="short" coat="a" look={1} />
      <path
        class="fb"
        fill-rule="evenodd"
        d="M30 120V88L62 84 78 36H158L184 82 212 90V120ZM86 44 76 82H170L152 44Z"
      />
      <circle class="fi" cx="72" cy="112" r="13" />
      <circle class="fi" cx="174" cy="112" r="13" />
      <circle class="fp" cx="72" cy="112" r="5" />
      <circle class="fp" cx="174" cy="112" r="5" />
    </>
  ),
  court: () => (
    <>
      <path class="ft" d="M12 128Q50 16 120 16T228 128Z" />
      <Person x={52} y={52} hair="long" coat="p" grave look={1} />
      <Person x={108} y={60} hair="short" coat="c" grave look={1} />
      <Person x={188} y={44} hair="short" coat="a" grave look={-1} />
      <rect class="fk" x="20" y="102" width="204" height="26" rx="4" />
      <Paper x={112} y={76} w={22} h={28} />
      <Bubble x={64} y={2} coat="d" />
    </>
  ),
  bank: () => (
    <>
      <path class="ft" d="M30 128V54L120 14 210 54V128Z" />
      <path class="l" d="M22 54L120 12 218 54Z" />
      <Person x={80} y={66} hair="scarf" coat="b" look={1} />
      <Person x={168} y={66} hair="long" coat="a" look={-1} />
      <rect class="fk" x="118" y="106" width="106" height="22" rx="4" />
      <rect class="fd" x="102" y="84" width="36" height="24" rx="4" />
      <path class="l" d="M102 92H138M108 101H118" />
    </>
  ),
  night: () => (
    <>
      <path class="fa" d="M18 128V22Q18 12 28 12H212Q222 12 222 22V128Z" />
      <path class="fd" d="M190 26A18 18 0 1 0 204 54 15 15 0 0 1 190 26Z" />
      <Person x={92} y={58} hair="long" coat="c" grave look={1} />
      <rect class="fp" x="124" y="70" width="20" height="34" rx="4" />
      <path class="l2" d="M154 76Q162 87 154 98M162 70Q174 87 162 104" />
    </>
  ),
  train: () => (
    <>
      <path class="ft" d="M8 128V40H232V128Z" />
      <rect class="fa" x="96" y="24" width="128" height="92" rx="12" />
      <rect class="fp" x="108" y="38" width="34" height="34" rx="4" />
      <rect class="fp" x="152" y="38" width="34" height="34" rx="4" />
      <path class="l2" d="M96 88H224" />
      <path class="l" d="M8 124H232" />
      <Person x={54} y={60} hair="short" coat="b" look={1} />
      <rect class="fc" x="14" y="98" width="26" height="28" rx="4" />
    </>
  ),
} as const;

export type Scene = keyof typeof SCENES;
export const SCENE_NAMES: Scene[] = [
  'talk',
  'counter',
  'phone',
  'home',
  'wage',
  'bridge',
  'road',
  'care',
  'school',
  'baby',
  'check',
  'site',
  'drive',
  'court',
  'bank',
  'night',
  'train',
];

const CHAPTER_SCENES: Record<string, Scene> = {
  before: 'train',
  arriving: 'road',
  patent: 'counter',
  work: 'wage',
  rights: 'bridge',
  health: 'care',
  family: 'home',
  home: 'train',
  staff: 'bridge',
};
/** Where the drawing of the chapter would say something else than the topic. */
const TOPIC_SCENES: Record<string, Scene> = {
  'job-search': 'site',
  'qualification-recognition': 'counter',
  'language-courses': 'school',
  registration: 'home',
  'medical-exam-fingerprints': 'care',
  'russian-exam': 'school',
  insurance: 'care',
  'sim-card-phone-gosuslugi': 'phone',
  'bank-money-transfer': 'bank',
  'patent-cost-payment': 'bank',
  taxes: 'bank',
  'work-contract': 'site',
  'work-injury-safety': 'site',
  'driving-taxi-courier': 'drive',
  'employer-keeps-passport': 'check',
  'fraud-traps': 'phone',
  'police-check': 'check',
  'detention-court': 'court',
  'entry-ban-deportation': 'court',
  'lost-documents': 'counter',
  'residence-permit-citizenship': 'counter',
  emergency: 'night',
  'pregnancy-birth': 'baby',
  'psychological-help': 'night',
  'domestic-violence': 'night',
  'family-reunion': 'baby',
  'school-kindergarten': 'school',
  'targeted-services': 'care',
  'everyday-services': 'counter',
  'daily-life-customs': 'talk',
  'embassy-consulate': 'counter',
};

export function sceneOfChapter(id: string): Scene {
  return CHAPTER_SCENES[id] ?? 'talk';
}

export function sceneOfTopic(topic: { id: string; chapter: string }): Scene {
  return TOPIC_SCENES[topic.id] ?? sceneOfChapter(topic.chapter);
}

export function Drawing({ view, scene }: { view: View; scene: Scene }) {
  const Content = SCENES[scene];
  return (
    <svg class="draw" viewBox="0 0 240 130" role="img" aria-label={view.t(`drawing.${scene}`)}>
      <Content />
    </svg>
  );
}

/** A place on the way: the mark of the site, decoration beside its name. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="fa" d="M16 1a12 12 0 0 1 12 12c0 8-8 12-12 18C12 25 4 21 4 13A12 12 0 0 1 16 1Z" />
      <path class="l2" d="M10 16a6 6 0 0 1 12 0" />
      <circle class="fd" cx="16" cy="9" r="3" />
    </svg>
  );
}
