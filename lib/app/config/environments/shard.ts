import { createHash } from 'node:crypto';

/**
 * The number of the stack, from 1, that a name belongs to. It depends on the name alone, so that no other entry moves it. One more stack takes its share from the others, and nothing moves between those (rendezvous hashing).
 */
export function shardOf(name: string, shards = 1): number {
  let best = { shard: 1, score: '' };
  if (shards === 1) return best.shard;
  for (let shard = 1; shard <= shards; shard += 1) {
    const score = createHash('sha256').update(`${shard}:${name}`).digest('hex');
    if (score > best.score) best = { shard, score };
  }
  return best.shard;
}
