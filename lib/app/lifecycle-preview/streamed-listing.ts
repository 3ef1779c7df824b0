import { JSONParser, type ParsedElementInfo } from '@streamparser/json';
import { type ImageListing, type ListingReader } from '../../repository/preview/lifecycle-image-listing';

/** The paths of the listing, of its elements or members, and of the details in one answer or in a list of answers. */
const paths = ['$', '$.*', '$.imageDetails.*', '$.*.imageDetails.*'];

/** With buffers the parser takes a tenth less time. A text that is longer than its buffer takes a few more steps. */
const buffers = { stringBufferSize: 64 * 1024, numberBufferSize: 64 };

/**
 * The listing in a JSON text, which is read piece by piece. Each image is passed to the reader and then forgotten, so a
 * million images need no more memory than the reader keeps.
 *
 * @param refuse called if the text is not JSON.
 */
export function streamedListing(pieces: Iterable<Uint8Array>, refuse: () => never): ImageListing {
  return (reader) => {
    // The images of a piece are passed on after the piece is parsed. So an error of the reader is no error of the text.
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
 * Passes on an element of a list: of the listing itself, or of the details in an answer. The element is removed from its
 * list, so that it does not stay in memory.
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
