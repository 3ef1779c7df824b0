import { type Statement } from '../templates/template-graph';
import { readableAllows } from './resource-policies';

/** A value that no policy names. */
export const anyTagValue = 'zz9-any';

/** The keys of the principal's tags by which statements grant access: in conditions, and as variables. */
export function principalTagsIn(statements: readonly Statement[]): string[] {
  return tagsIn(statements, /^aws:principaltag\/(.+)$/i, /\$\{aws:principaltag\/([^},]+)/gi);
}

/** The keys of the tags of repositories by which statements grant access to them. */
export function repositoryTagsIn(statements: readonly Statement[]): string[] {
  const aboutEcr = statements.filter(({ actions = [] }) => actions.some((action) => /^(\*|ecr:)/i.test(action)));
  return tagsIn(aboutEcr, /^(?:aws|ecr):resourcetag\/(.+)$/i);
}

function tagsIn(statements: readonly Statement[], key: RegExp, variable?: RegExp): string[] {
  const found = readableAllows(statements).flatMap(({ resources = [], conditions }) => {
    const texts = [...resources, ...conditions.flatMap(({ values }) => values)];
    return [
      ...conditions.flatMap((condition) => key.exec(condition.key)?.[1] ?? []),
      ...(variable === undefined
        ? []
        : texts.flatMap((text) => [...text.matchAll(variable)].flatMap(([, tag]) => tag ?? []))),
    ];
  });
  return [...new Set(found.map((tag) => tag.trim()))];
}

/** The context of a request that sets a tag to a value that no policy names. */
export function settingTag(tag: string): Readonly<Record<string, readonly string[]>> {
  return { [`aws:requesttag/${tag.toLowerCase()}`]: [anyTagValue], 'aws:tagkeys': [tag] };
}
