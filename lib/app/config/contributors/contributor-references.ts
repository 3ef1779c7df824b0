import { quote } from '../../../private/validation/validation';
import { each, fields, listOf, repeatedValues } from '../unvalidated';
import { type ConfigProblem } from '../problem';

/**
 * Contributors that share a repository. Each contributor has its own, so that it cannot see or move the images of another
 * one. An approved repository has one promoter.
 */
export function contributorReferences(contributors: unknown): ConfigProblem[] {
  return [...repeated(contributors, 'repository'), ...repeated(contributors, 'promoteTo'), ...loops(contributors)];
}

function repeated(contributors: unknown, key: 'repository' | 'promoteTo'): ConfigProblem[] {
  return repeatedValues(namesOf(contributors, key)).map(([name, first, index]) => ({
    path: `contributors[${index}].${key}`,
    other: `contributors[${first}]`,
    message: `must not be the repository of another contributor, got ${quote(name)}, which contributors[${first}] has too. Choose another one.`,
  }));
}

/** Approved repositories that a contributor pushes to. Its images would count as approved. */
function loops(contributors: unknown): ConfigProblem[] {
  const incoming = namesOf(contributors, 'repository');
  return each(contributors, ({ promoteTo, repository }, path) => {
    const index = promoteTo === repository ? -1 : incoming.indexOf(promoteTo as string);
    if (typeof promoteTo !== 'string' || index < 0) return [];
    return [
      {
        path: `contributors${path}.promoteTo`,
        other: `contributors[${index}]`,
        message: `must be a repository that no contributor pushes to, got ${quote(promoteTo)}, which contributors[${index}] pushes to. Choose another one.`,
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
