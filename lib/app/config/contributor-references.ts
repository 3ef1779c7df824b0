import { quote } from '../../private/validation/validation';
import { each, fields, laterOnes, listOf } from './as-written';
import { type ConfigProblem } from './problem';

/**
 * Contributors that get in each other's way. Each has repositories of its own: what one pushes is neither seen nor moved
 * by another, and an approved repository has one promoter.
 */
export function contributorReferences(contributors: unknown): ConfigProblem[] {
  return [...repeated(contributors, 'repository'), ...repeated(contributors, 'promoteTo'), ...loops(contributors)];
}

function repeated(contributors: unknown, key: 'repository' | 'promoteTo'): ConfigProblem[] {
  return laterOnes(namesOf(contributors, key)).map(([name, first, index]) => ({
    path: `contributors[${index}].${key}`,
    message: `must be a repository of its own, got ${quote(name)}, which is that of contributors[${first}]`,
  }));
}

/** What is approved would be pushed by somebody, or promoted again. */
function loops(contributors: unknown): ConfigProblem[] {
  const incoming = namesOf(contributors, 'repository');
  return each(contributors, ({ promoteTo, repository }, path) => {
    const index = promoteTo === repository ? -1 : incoming.indexOf(promoteTo as string);
    if (typeof promoteTo !== 'string' || index < 0) return [];
    return [
      {
        path: `contributors${path}.promoteTo`,
        message: `must be a repository that nobody pushes to, got ${quote(promoteTo)}, to which contributors[${index}] does`,
      },
    ];
  });
}

function namesOf(contributors: unknown, key: string): (string | undefined)[] {
  return listOf(contributors).map((item) => {
    const name = fields(item)[key];
    return typeof name === 'string' ? name : undefined;
  });
}
