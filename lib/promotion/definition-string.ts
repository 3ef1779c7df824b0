import { type Stack, Token } from 'aws-cdk-lib';
import { partitionOf } from '../private/aws/partition';

/** A definition as CloudFormation takes it, with what it fills in beside the text. */
interface DefinitionText {
  readonly definitionString: string;
  readonly definitionSubstitutions?: Record<string, string>;
}

const token = /\$\{Token\[[\w:.-]*\]\}/g;

/**
 * Writes a state machine as text. What is known at deploy time only is a substitution, so that the text is one whole that
 * people and linters can read; but for the partition, in whose place linters want the word itself.
 */
export function renderDefinitionString(stack: Stack, definition: Readonly<Record<string, unknown>>): DefinitionText {
  if (Token.isUnresolved(partitionOf(stack))) return { definitionString: stack.toJsonString(definition) };
  const names = new Map<string, string>();
  const definitionString = JSON.stringify(definition).replace(token, (value) => {
    const name = names.get(value) ?? `Value${names.size + 1}`;
    names.set(value, name);
    return `\${${name}}`;
  });
  const definitionSubstitutions = Object.fromEntries([...names].map(([value, name]) => [name, value]));
  return { definitionString, definitionSubstitutions };
}
