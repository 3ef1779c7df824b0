import { awsLimits } from '../../../lib/private/aws/limits';
import { quotaProblem } from '../../../lib/private/aws/quota-problem';

test.each([
  [
    quotaProblem('kms', 'keyPolicyBytes', awsLimits.kms.keyPolicyBytes),
    quotaProblem('kms', 'keyPolicyBytes', 32_769),
    'must have at most 32,768 bytes, got 32,769. Each log group that the key encrypts adds its ARN. Give some projects another `encryptionKey`.',
  ],
  [
    quotaProblem('iam', 'managedPolicyCharacters', 6144),
    quotaProblem('iam', 'managedPolicyCharacters', 6145),
    'must have at most 6,144 characters, got 6,145. It names each secret, repository and subnet. Use fewer in one construct.',
  ],
  [
    quotaProblem('iam', 'trustPolicyCharacters', 2048),
    quotaProblem('iam', 'trustPolicyCharacters', 2049),
    'must have at most 2,048 characters, got 2,049. Split the principals over several roles.',
  ],
  [
    quotaProblem('iam', 'managedPoliciesOfRole', 10),
    quotaProblem('iam', 'managedPoliciesOfRole', 11),
    'must have at most 10 managed policies, got 11. Split the permissions over several roles.',
  ],
  [
    quotaProblem('events', 'eventPatternCharacters', 2048),
    quotaProblem('events', 'eventPatternCharacters', 2049),
    'must have at most 2,048 characters, got 2,049. It names each branch and tag that starts a build. List fewer of them.',
  ],
  [
    quotaProblem('stepFunctions', 'definitionBytes', 1_048_576),
    quotaProblem('stepFunctions', 'definitionBytes', 1_048_577),
    'must have at most 1,048,576 bytes, got 1,048,577. It names each exception of the gate. Use fewer exceptions.',
  ],
  [
    quotaProblem('codeBuild', 'descriptionCharacters', 255),
    quotaProblem('codeBuild', 'descriptionCharacters', 256),
    'must have at most 255 characters, got 256. Leave it out, or write a shorter one.',
  ],
])('a quota accepts its limit and refuses one more: case %#', (within, above, message) => {
  expect([within, above]).toEqual([undefined, message]);
});
