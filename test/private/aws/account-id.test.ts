import { accountIdRule } from '../../../lib/private/aws/account-id';
import { deceptiveTexts, noTexts, refuses, takes } from '../rule-cases';

const what = 'a 12-digit AWS account id';

takes(accountIdRule, ['123456789012', '000000000001', '999999999999'], '1111');

refuses(accountIdRule, what, [
  ...noTexts.filter(([, value]) => typeof value !== 'number'),
  ...deceptiveTexts,
  ['is too short', '123', "got '123'"],
  ['is too long', '1234567890123', "got '1234567890123'"],
  ['is a digit short, as YAML drops a leading zero', '12345678901', "got '12345678901'"],
  ['is grouped', '1111-2222-3333', "got '1111-2222-3333'. Use digits only: '111122223333'"],
  ['is spaced', '1111 2222 3333', "got '1111 2222 3333'. Use digits only: '111122223333'"],
  ['is hexadecimal', '0x1234567890', "got '0x1234567890'"],
  ['is in scientific notation', '1.2345678e11', "got '1.2345678e11'"],
  ['is signed', '+12345678901', "got '+12345678901'"],
  ['is an ARN', 'arn:aws:iam::111122223333:root', "got 'arn:aws:iam::111122223333:root'"],
  ['is an alias', 'acme-production', "got 'acme-production'"],
  ['is a policy variable', '${aws:PrincipalAccount}', "got '${aws:PrincipalAccount}'"],
  ['is twelve wildcards', '************', "got '************'"],
  ['ends in a wildcard', '1*', "got '1*'"],
  ['is two accounts', '111122223333,444455556666', "got '111122223333,444455556666'"],
  ['is everybody', '*', "got '*'. That would give every AWS account access. List the account ids"],
]);

test.each([123456789012, 5349888833, 1.5, Infinity, NaN])('fails when it is the number %p', (value) => {
  expect(accountIdRule(value)).toBe(
    `must be ${what}, got the number ${value}. Write it in quotes, because a number loses its leading zeros`,
  );
});
