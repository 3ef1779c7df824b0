import { type Stack, Token } from 'aws-cdk-lib';
import { partitionOf } from '../private/aws/partition';

/** A definition for CloudFormation, and the values that it substitutes in the text. */
interface DefinitionText {
  readonly definitionString: string;
  readonly definitionSubstitutions?: Record<string, string>;
}

const token = /\$\{Token\[[\w:.-]*\]\}/g;

/**
 * Renders a state machine as text. Values that are known at deploy time only are substitutions, so that users and linters can
 * read the text as a whole. Linters require a literal partition, so an unknown partition is not a substitution.
 */
export function renderDefinitionString(stack: Stack, definition: Readonly<Record<string, unknown>>): DefinitionText {
  if (Token.isUnresolved(partitionOf(stack))) return { definitionString: stack.toJsonString(definition) };
  const names = new Map<string, string>();
  const definitionString = JSON.stringify(definition).replace(token, (value) => {
    const name = names.get(value) ?? `Value${names.size + 1}`;
    names.set(value, name);
    return `\${${name}}`;
  });
  // The schema of CloudFormation does not accept an empty mapping.
  if (names.size === 0) return { definitionString };
  const definitionSubstitutions = Object.fromEntries([...names].map(([value, name]) => [name, value]));
  return { definitionString, definitionSubstitutions };
}
