import { gitHubEnvironmentRule } from '../../lib/github/github-environment';
import { hostileTexts, refuses, takes } from '../private/rule-cases';

const wildcard = 'A wildcard would match other environments. Name each one';
const variable = 'IAM would replace the variable. Write the name';

takes(gitHubEnvironmentRule, ['prod', 'prod:eu', 'Production EU', 'prod/eu', 'a.b-c_d', 'x'.repeat(255)]);

refuses(gitHubEnvironmentRule, 'the name of one GitHub environment', [
  ...hostileTexts,
  ['is any environment', '*', `got '*'. ${wildcard}`],
  ['starts like others', 'prod*', `got 'prod*'. ${wildcard}`],
  ['holds a question mark', 'pro?', `got 'pro?'. ${wildcard}`],
  ['is a policy variable', '${aws:username}', `got '\${aws:username}'. ${variable}`],
  ['holds a policy variable', 'a${*}', `got 'a\${*}'. ${wildcard}`],
  ['is too long', 'x'.repeat(256), `got '${'x'.repeat(80)}...'. Use at most 255 characters`],
]);
