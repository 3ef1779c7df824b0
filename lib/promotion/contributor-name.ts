import { Token } from 'aws-cdk-lib';
import { sessionNameRule } from '../private/aws/session-name';
import { refuseIf, validate } from '../private/validation/validation';

/** The name of a session of theirs: none of its characters means anything in a text of the state machine. */
export function checkContributor(value: string | undefined): void {
  if (value === undefined) return;
  const token = Token.isUnresolved(value);
  refuseIf(
    'contributor',
    token ? 'must be known at synth, got a token; texts of the state machine hold it' : undefined,
  );
  validate('contributor', value, sessionNameRule);
}
