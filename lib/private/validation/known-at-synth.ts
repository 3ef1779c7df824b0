import { Token } from 'aws-cdk-lib';
import { type Rule, refuseIf, validate } from './validation';

/** Validates a part of the name of an issuer. IAM uses that name in condition keys, which CloudFormation cannot fill in. */
export function validateIssuerPart(path: string, value: unknown, rule: Rule): void {
  refuseToken(path, value, 'IAM names the keys of conditions after the issuer');
  validate(path, value, rule);
}

/** Validates a part of a value for `StringLike`. */
export function validatePatternPart(path: string, value: unknown, rule: Rule): void {
  refuseToken(path, value, "A '*' in it would trust values that are not named");
  validate(path, value, rule);
}

function refuseToken(path: string, value: unknown, reason: string): void {
  refuseIf(path, Token.isUnresolved(value) ? `must be known at synth, got a token. ${reason}` : undefined);
}
