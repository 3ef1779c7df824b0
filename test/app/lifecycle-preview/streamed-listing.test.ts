import * as fc from 'fast-check';
import { streamedListing } from '../../../lib/app/lifecycle-preview/streamed-listing';
import { type ImageListing, parsedListing } from '../../../lib/repository/preview/lifecycle-image-listing';
import { LifecyclePreview } from '../../../lib/repository/preview/lifecycle-preview';
import {
  any,
  daysAgo,
  expireArchived,
  keepNewest,
  now,
  ranked,
  tagged,
} from '../../repository/preview/lifecycle-preview-cases';

const rules = ranked(keepNewest(2, tagged('a*')), expireArchived(90, any), keepNewest(1, any));

class NoJson extends Error {}

/** The listing of a text, which arrives in pieces that can end anywhere, even within a character. */
function streamed(text: string | Uint8Array, cuts: readonly number[] = []): ImageListing {
  const bytes = Buffer.from(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((one, other) => one - other);
  const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  return streamedListing(pieces, () => {
    throw new NoJson();
  });
}

/** The preview of a listing, or the message of its error. */
function answer(images: ImageListing): unknown {
  try {
    const preview = LifecyclePreview._of({ policy: { rules }, images, now });
    const { images: previewed, notes, rules: sums, _repositoryName } = preview;
    return { previewed, notes, sums, _repositoryName };
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidInputError') return error.message;
    throw error;
  }
}

const names = fc.constantFrom('a', 'b', 'é', '😀', '"\\');
const odd = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), names, fc.constant([]), fc.constant({ a: [1] }));

const detail = fc.record(
  {
    imageDigest: fc.nat(40).map((number) => `sha256:${number}`),
    imageTags: fc.array(names, { maxLength: 2 }),
    imagePushedAt: fc.oneof({ weight: 9, arbitrary: fc.nat(9).map(daysAgo) }, odd),
    imageSizeInBytes: fc.oneof({ weight: 9, arbitrary: fc.nat() }, odd),
    imageStatus: fc.constantFrom('ACTIVE', 'ARCHIVED', null),
    lastArchivedAt: fc.constant(daysAgo(91)),
    repositoryName: fc.oneof({ weight: 9, arbitrary: fc.constant('app') }, names),
    other: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['imageDigest', 'imagePushedAt', 'lastArchivedAt'] },
);

/** Lists of images, sometimes with other values between them. */
const details = fc.array(fc.oneof({ weight: 20, arbitrary: detail }, odd), { maxLength: 6 });
const page = fc.record(
  { NextToken: fc.string(), imageDetails: fc.oneof({ weight: 9, arbitrary: details }, odd), nextToken: odd },
  { requiredKeys: ['imageDetails'] },
);
const inside = fc.record({ inside: page });
const listing = fc.oneof(
  page,
  fc.array(page, { maxLength: 4 }),
  details,
  fc.array(fc.oneof({ weight: 5, arbitrary: page }, detail, odd, inside), { maxLength: 4 }),
  inside,
  odd,
);

const runs = { numRuns: 1000 };

test('gives the same result as the listing parsed as a whole, for any pieces', () => {
  fc.assert(
    fc.property(listing, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(4), (value, cuts, indent) => {
      expect(answer(streamed(JSON.stringify(value, undefined, indent), cuts))).toEqual(answer(parsedListing(value)));
    }),
    runs,
  );
});

test('rejects the same texts as JSON.parse', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const isStreamed = (text: string) => {
    try {
      streamed(text)({ detail: () => undefined, item: () => undefined });
      return true;
    } catch (error) {
      if (error instanceof NoJson) return false;
      throw error;
    }
  };
  const broken = fc
    .tuple(
      listing,
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '"', '{', ']', '0', '-', '1.', 'e', '\\', '\t', ' ', '\u0001', 'null'),
    )
    .map(([value, cut, length, text]) => {
      const json = JSON.stringify(value);
      const start = cut % (json.length + 1);
      return json.slice(0, start) + text + json.slice(start + length);
    });
  fc.assert(
    fc.property(broken, (text) => {
      expect([text, isStreamed(text)]).toEqual([text, isJson(text)]);
    }),
    runs,
  );
});

test.each<[string, string | Uint8Array]>([
  ['empty', ''],
  ['cut off', '{"imageDetails":[{"imageDigest":"a"}'],
  ['two answers', '{"imageDetails":[]}{"imageDetails":[]}'],
  ['in another encoding', Buffer.from('{"imageDetails":[]}', 'utf16le')],
  ['not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
])('rejects a text that is %s', (_, text) => {
  expect(() => answer(streamed(text))).toThrow(NoJson);
});

test('ignores a byte order mark', () => {
  expect(answer(streamed('\uFEFF{"imageDetails":[]}'))).toEqual(answer(parsedListing({ imageDetails: [] })));
});

test('passes on an error of the reader', () => {
  const bug = new Error('a bug');
  const throwing = () => {
    throw bug;
  };
  expect(() => streamed('[1]')({ detail: throwing, item: throwing })).toThrow(bug);
  expect(() => streamed('{"imageDetails":[1]}')({ detail: throwing, item: throwing })).toThrow(bug);
});

test('keeps no image that it passed on', () => {
  const ignore = { detail: () => undefined, item: () => undefined };
  expect(streamed('{"imageDetails":[{"a":1},2],"NextToken":"x"}')(ignore)).toEqual({
    imageDetails: [],
    NextToken: 'x',
  });
  expect(streamed('[{"imageDetails":[{"a":1},2]},3]')(ignore)).toEqual([]);
});

test('passes on each image before the text ends', () => {
  const passed: unknown[] = [];
  function* pieces() {
    yield Buffer.from('{"imageDetails":[1,');
    expect(passed).toEqual([1]);
    yield Buffer.from('2]}');
  }
  streamedListing(pieces(), () => {
    throw new NoJson();
  })({ detail: (value) => passed.push(value), item: () => undefined });
  expect(passed).toEqual([1, 2]);
});
