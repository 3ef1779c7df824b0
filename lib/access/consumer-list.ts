import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type ImageConsumer } from './image-consumer';

/** Refuses what JavaScript passes in the place of consumers, as a list of them or an account's id. */
export function validateConsumers(method: string, consumers: readonly ImageConsumer[]): void {
  for (const consumer of consumers) refuseIf(method, problemOf(consumer));
}

function problemOf(value: unknown): Problem {
  if (typeof value === 'object' && value !== null && '_admissions' in value) return undefined;
  const remedy = Array.isArray(value) ? 'write ... before it' : "make one: ImageConsumer.account('111122223333')";
  return `must be given consumers, got ${quote(value)}; ${remedy}`;
}
