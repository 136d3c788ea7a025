import type { View } from '../view.js';

/**
 * The drawings of the site, one hand and few lines. Every person is made by `Person`: the same head, the same
 * shoulders, the same face, whoever they are and whatever they do. Colours come from the style sheet, so the drawings
 * follow light and dark.
 */
type Hair = 'short' | 'long' | 'scarf' | 'cap';
type Coat = 'a' | 'b' | 'c' | 'p';

const HAIR: Record<Hair, string> = {
  short: 'M-14-1C-16-20 16-20 14-1 9-9-7-9-14-1Z',
  long: 'M-15 14C-20-22 20-22 15 14 13 0 11-7 2-9-6-9-13-2-15 14Z',
  scarf:
    'M-21 24C-24-25 24-25 21 24 12 31-12 31-21 24ZM0 13C9 13 11 5 11-1 11-8 6-11 0-11S-11-8-11-1C-11 5-9 13 0 13Z',
  cap: 'M-15-4C-13-20 13-20 15-4 6-8-6-8-15-4Z',
};

function Person(props: { x: number; y: number; hair: Hair; coat: Coat; look?: -1 | 0 | 1 }) {
  const { x, y, hair, coat, look = 0 } = props;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class={`f${coat}`} d="M-27 68V42C-27 24-16 17 0 17S27 24 27 42V68Z" />
      <path class="fs" d="M-6 10V19Q0 25 6 19V10Z" />
      <circle class="fs" r="14" />
      <path class={hair === 'scarf' ? 'fd' : 'fi'} fill-rule="evenodd" d={HAIR[hair]} />
      <path class="l face" transform={`translate(${look * 2.5} 0)`} d="M-5 1v1M5 1v1M-4 6Q0 9.5 4 6" />
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
} as const;

export type Scene = keyof typeof SCENES;
export const SCENE_NAMES: Scene[] = ['talk', 'counter', 'phone', 'home', 'wage', 'bridge', 'road', 'care'];

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
