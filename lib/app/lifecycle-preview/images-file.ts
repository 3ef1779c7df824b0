import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type OnProgress } from '../../private/text/progress';
import { type ImageListing, parsedListing } from '../../repository/preview/lifecycle-image-listing';
import { attempt, readJsonFile, refuseNoJson } from '../input-file';
import { streamedListing } from './streamed-listing';

/** A file of up to 128 MiB, some 200,000 images, is parsed at once, which takes a third of the time of a stream. */
const mostAtOnce = 128 * 1024 * 1024;

/** The images that a file or a pipe lists. A large file or a pipe is read as a stream, so it is never in memory as a whole. */
export function listingOf(path: string, limit = mostAtOnce, onProgress?: OnProgress): ImageListing {
  const status = attempt(path, () => statSync(path));
  if (status.isFile() && status.size <= limit) return parsedListing(readJsonFile(path));
  const total = status.isFile() ? ` of ${megabytes(status.size)}` : '';
  const pieces = filePieces(path, (read) => onProgress?.(`Reading images: ${megabytes(read)}${total} MB`));
  return streamedListing(pieces, () => refuseNoJson(path));
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

const pieceLength = 256 * 1024;

/**
 * The bytes of a file, piece by piece. A piece is valid until the next piece is read.
 *
 * @param onRead gets the number of bytes that were read.
 */
function* filePieces(path: string, onRead: (bytes: number) => void): Generator<Uint8Array, void, undefined> {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(pieceLength);
    const read = () => attempt(path, () => readSync(file, buffer));
    let total = 0;
    for (let length = read(); length > 0; length = read()) {
      total += length;
      onRead(total);
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
