import { type Prose, prose } from './guide-page';
import { hasUnresolved, isUnresolved, piecesOf, plainText } from '../../review/index';

/** A placeholder in commands for a value that is known only after deployment. Its meaning helps to find the value. */
export interface Placeholder {
  /** In angle brackets. */
  readonly name: string;
  readonly meaning: Prose;
}

export const placeholders = {
  account: { name: '<account>', meaning: prose`the id of the repository's AWS account, 12 digits` },
  region: { name: '<region>', meaning: prose`the repository's AWS Region, such as ${'us-east-1'}` },
  suffix: { name: '<suffix>', meaning: prose`${'amazonaws.com'}, or ${'amazonaws.com.cn'} in China` },
  repository: { name: '<repository>', meaning: prose`the name of the repository, which it gets at deployment` },
} as const satisfies Record<string, Placeholder>;

/** A name from the template, with a placeholder for each part that the template does not know. */
export function nameWithPlaceholders(name: string): { name: string; used: Placeholder[] } {
  if (!hasUnresolved(name)) return { name: plainText(name), used: [] };
  const pieces = piecesOf(name);
  const { repository } = placeholders;
  if (pieces.length === 1) return { name: repository.name, used: [repository] };
  const used: Placeholder[] = [];
  const shown = pieces.map((piece) => {
    if (!isUnresolved(piece)) return piece;
    const placeholder = partPlaceholder(piece);
    if (!used.some((one) => one.name === placeholder.name)) used.push(placeholder);
    return placeholder.name;
  });
  return { name: plainText(shown.join('')), used };
}

/** The placeholder for a part of a name. It is named after the parameter that gives the part. */
function partPlaceholder(part: string): Placeholder {
  const source = plainText(part).slice(2, -1);
  const word =
    source
      .split(/[.:]/)
      .at(-1)
      ?.replace(/[^A-Za-z0-9]/g, '') ?? '';
  if (source === 'AWS::AccountId') return placeholders.account;
  if (source === 'AWS::Region') return placeholders.region;
  return {
    name: `<${word === '' ? 'part' : word}>`,
    meaning: prose`the part of the repository's name that comes from ${source}`,
  };
}
