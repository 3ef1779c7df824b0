import { inChunks } from '../../private/text/chunks';
import { safeJson } from './safe-json';

/**
 * Renders an object of lists as JSON in chunks, so that a huge report never becomes one string. Together the chunks are
 * what `safeJson` returns for the object with an indentation of two.
 *
 * @param first small values that come before the lists.
 */
export function jsonChunks(
  lists: Readonly<Record<string, Iterable<object>>>,
  first: Readonly<Record<string, object>> = {},
): Generator<string, void, undefined> {
  return inChunks(pieces(lists, first));
}

function* pieces(
  lists: Readonly<Record<string, Iterable<object>>>,
  first: Readonly<Record<string, object>>,
): Generator<string, void, undefined> {
  let before = '{';
  for (const [name, value] of Object.entries(first)) {
    yield `${before}\n  ${safeJson(name)}: ${safeJson(value, 2).replaceAll('\n', '\n  ')}`;
    before = ',';
  }
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
