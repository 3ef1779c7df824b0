import { type Prose, prose } from './guide-page';
import { hasUnresolved, isUnresolved, piecesOf, plainText } from '../../review';

/** What stands in commands for a value that only the deploy knows, and how to find that. */
export interface Placeholder {
  /** In angle brackets. */
  readonly name: string;
  readonly meaning: Prose;
}

export const placeholders = {
  account: { name: '<account>', meaning: prose`the id of the AWS account that the repository is in, 12 digits` },
  region: { name: '<region>', meaning: prose`the AWS Region that the repository is in, as ${'us-east-1'}` },
  suffix: { name: '<suffix>', meaning: prose`${'amazonaws.com'}; in China ${'amazonaws.com.cn'}` },
  repository: { name: '<repository>', meaning: prose`the name of the repository, which it gets when it is deployed` },
} as const satisfies Record<string, Placeholder>;

/** A name as the template tells it, with a placeholder for each part that it leaves open. */
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

/** Named after what fills it in: a parameter, a pseudo parameter. */
function partPlaceholder(hole: string): Placeholder {
  const source = plainText(hole).slice(2, -1);
  const word =
    source
      .split(/[.:]/)
      .at(-1)
      ?.replace(/[^A-Za-z0-9]/g, '') ?? '';
  if (source === 'AWS::AccountId') return placeholders.account;
  if (source === 'AWS::Region') return placeholders.region;
  return {
    name: `<${word === '' ? 'part' : word}>`,
    meaning: prose`the part of the repository's name that ${source} fills in`,
  };
}
