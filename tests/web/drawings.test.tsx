import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { loadAssets } from '../../src/web/assets.js';
import { Drawing, SCENE_NAMES } from '../../src/web/pages/drawings.js';
import { createViewMaker } from '../../src/web/view.js';
import { translator } from './fixtures.js';

const makeView = createViewMaker({ translator, assets: loadAssets(), publicUrl: null });

describe('drawings', () => {
  it('are at least twelve, each at most 2 kB with its alternative text', () => {
    expect(SCENE_NAMES.length).toBeGreaterThanOrEqual(12);
    for (const form of WRITTEN_FORMS)
      for (const scene of SCENE_NAMES) {
        const svg = renderToString(<Drawing view={makeView(form, '')} scene={scene} />);
        expect(Buffer.byteLength(svg), `${form} ${scene}`).toBeLessThanOrEqual(2048);
      }
  });

  it('say in every form what they show', () => {
    const said = WRITTEN_FORMS.flatMap((form) =>
      SCENE_NAMES.map((scene) => {
        const svg = renderToString(<Drawing view={makeView(form, '')} scene={scene} />);
        return /aria-label="([^"]+)"/.exec(svg)?.[1] ?? '';
      }),
    );
    expect(said.filter((text) => text === '' || text.includes('drawing.'))).toEqual([]);
    expect(new Set(said).size).toBe(WRITTEN_FORMS.length * SCENE_NAMES.length);
  });
});
