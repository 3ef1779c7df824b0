import { hasUnresolved, isUnresolved, literal, piecesOf, splitText, unresolved } from '../texts/symbolic-text';
import { type Reading } from './reading';
import { type Template } from './template';
import { field, isList, scalarText } from './value';

/** The parts of a text between delimiters. */
export interface SplitParts {
  /** The parts up to the first one that is known only at deploy. */
  readonly parts: readonly string[];
  /** Whether these are all parts. */
  readonly isWhole: boolean;
}

/** These contain no character at which ARNs are split. */
const withoutDelimiters = ['AWS::AccountId', 'AWS::Region', 'AWS::Partition', 'AWS::URLSuffix'].map(unresolved);

/** Splits the text of `Fn::Split`. A value that is known only at deploy may have any number of parts. */
export function splitParts(argument: unknown, reading: Reading): SplitParts {
  const [delimiter, text] = isList(argument) ? argument : [];
  const whole = scalarText(reading.resolve(text));
  if (typeof delimiter !== 'string' || delimiter === '' || whole === undefined) return { parts: [], isWhole: false };
  const parts = splitText(whole, literal(delimiter));
  const { template } = reading;
  const isArnDelimiter = /[:/]/.test(delimiter);
  const isOpen = (part: string): boolean =>
    hasUnresolved(part) &&
    !(isArnDelimiter && piecesOf(part).every((piece) => !isUnresolved(piece) || hasNoDelimiter(piece, template)));
  const first = parts.findIndex(isOpen);
  return first < 0 ? { parts, isWhole: true } : { parts: parts.slice(0, first), isWhole: false };
}

function hasNoDelimiter(piece: string, template: Template): boolean {
  const { account, region } = template.env;
  return withoutDelimiters.includes(piece) || [account, region].includes(piece) || generatedNames(template).has(piece);
}

const known = new WeakMap<Template, ReadonlySet<string>>();

/** The names that CloudFormation generates for repositories. They have no `/`. */
function generatedNames(template: Template): ReadonlySet<string> {
  const names =
    known.get(template) ??
    new Set(
      [...template.resources.values()]
        .filter(
          ({ type, properties }) =>
            type === 'AWS::ECR::Repository' && field(properties, 'RepositoryName') === undefined,
        )
        .map(({ logicalId }) => unresolved(`${template.prefix}.${logicalId}`)),
    );
  known.set(template, names);
  return names;
}
