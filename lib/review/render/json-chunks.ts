import { safeJson } from './safe-json';

/** A chunk is about this long, so that writing it costs little and it needs little memory. */
const chunkLength = 65_536;

/**
 * An object of lists as JSON, indented by two, in chunks: a huge report never becomes one string. Together they are what
 * `safeJson` returns for the object.
 */
export function* jsonChunks(lists: Readonly<Record<string, Iterable<object>>>): Generator<string, void, undefined> {
  let chunk = '';
  for (const piece of pieces(lists)) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function* pieces(lists: Readonly<Record<string, Iterable<object>>>): Generator<string, void, undefined> {
  let before = '{';
  for (const [name, items] of Object.entries(lists)) {
    yield `${before}\n  ${safeJson(name)}: [`;
    yield* itemPieces(items);
    before = ',';
  }
  yield '\n}';
}

function* itemPieces(items: Iterable<object>): Generator<string, void, undefined> {
  let before = '';
  for (const item of items) {
    yield `${before}\n    ${safeJson(item, 2).replaceAll('\n', '\n    ')}`;
    before = ',';
  }
  yield before === '' ? ']' : '\n  ]';
}
