import { JSONParser, type ParsedElementInfo } from '@streamparser/json';
import { type ImageListing, type ListingReader } from '../../repository/preview/lifecycle-image-listing';

/** The listing, its elements or members, and the details in one answer or in a list of answers. */
const paths = ['$', '$.*', '$.imageDetails.*', '$.*.imageDetails.*'];

/** With buffers the parser takes a tenth less time; no number is longer, and a longer text needs some steps more. */
const buffers = { stringBufferSize: 64 * 1024, numberBufferSize: 64 };

/**
 * The listing that a JSON text holds, read while the text comes: each image is handed on and forgotten, so a million of
 * them need no more memory than what the reader keeps.
 *
 * @param refuse called when the text is no JSON.
 */
export function streamedListing(pieces: Iterable<Uint8Array>, refuse: () => never): ImageListing {
  return (reader) => {
    // What is found in a piece is handed on after it: an error of the reader is none of the text.
    let found: (() => void)[] = [];
    let root: unknown;
    const parser = new JSONParser({ paths, ...buffers });
    parser.onValue = (element) => {
      if (element.stack.length === 0) root = element.value;
      const part = partOf(element, reader);
      if (part) found.push(part);
    };
    const step = (parse: () => void) => {
      try {
        parse();
      } catch {
        refuse();
      }
      for (const part of found) part();
      found = [];
    };
    for (const piece of pieces) {
      step(() => {
        parser.write(piece);
      });
    }
    step(() => {
      if (!parser.isEnded) parser.end();
    });
    return root === undefined ? refuse() : root;
  };
}

/**
 * Hands on what is an element of a list: of the listing itself, or of the details of an answer. The list gives it up, so
 * that it does not stay in memory.
 */
function partOf({ value, key, parent, stack }: ParsedElementInfo, reader: ListingReader): (() => void) | undefined {
  if (!Array.isArray(parent) || typeof key !== 'number') return undefined;
  parent.pop();
  const page = stack[1]?.key;
  if (stack.length === 1) {
    return () => {
      reader.item(value, key);
    };
  }
  if (stack.length === 3 && typeof page !== 'number') return undefined;
  return () => {
    reader.detail(value, key, typeof page === 'number' ? page : undefined);
  };
}
