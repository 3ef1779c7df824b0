import { pageStyle } from '../../../lib/review/render/html-style';

/** The colours of each scheme, by name: light, dark, and paper. */
const schemes = (pageStyle.match(/:root \{[^}]*\}/g) ?? []).map(
  (block) => new Map(Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g), ([, name, colour]) => [name, colour])),
);

/** The contrast of two colours as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const texts = ['text', 'soft', 'error', 'warning', 'note', 'push', 'pull'].flatMap((text) =>
  ['ground', 'raised'].map((ground) => [text, ground, 4.5] as const),
);
const badges = ['error', 'warning', 'note', 'soft'].map((ground) => ['on', ground, 4.5] as const);
const borders = [['strong-line', 'ground', 3] as const, ['text', 'mark', 4.5] as const];

test('there are colours for light, dark and paper, and paper is light', () => {
  expect(schemes).toHaveLength(3);
  expect(schemes[2]).toEqual(schemes[0]);
  expect(schemes[1]).not.toEqual(schemes[0]);
});

test('the contrast of black and white is 21, so that this test can fail', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});

test.each([...texts, ...badges, ...borders])(
  '%s on %s has a contrast of %d or more, in light and dark',
  (one, other, least) => {
    for (const scheme of schemes) {
      expect(contrast(scheme.get(one) ?? '', scheme.get(other) ?? '')).toBeGreaterThanOrEqual(least);
    }
  },
);
