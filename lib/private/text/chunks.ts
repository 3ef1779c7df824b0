/** A chunk is about this long, so that writing it costs little and it needs little memory. */
const chunkLength = 65_536;

/** Small pieces of a text joined into chunks: a huge text never becomes one string, and few are written. */
export function* inChunks(pieces: Iterable<string>): Generator<string, void, undefined> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
