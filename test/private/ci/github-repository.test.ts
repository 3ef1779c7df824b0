import { gitHubIdRule, gitHubRepositoryRule } from '../../../lib/private/ci/github-repository';
import { deceptiveTexts, hostileTexts, noTexts, refuses, takes } from '../rule-cases';

const owner = 'An owner has at most 39 letters, digits and single hyphens';
const name = "A name has at most 100 letters, digits, '.', '_' and '-'";
const address = 'Omit the address of the server';
const wildcard = 'A wildcard would trust other repositories. Name each one';
const missing = 'The owner or the name is missing';

describe('gitHubRepositoryRule', () => {
  takes(gitHubRepositoryRule, [
    'acme/app',
    'Acme-Corp/App_1.x',
    'a/b',
    'acme/.github',
    'acme/-',
    'octocat_acme/app',
    `${'a'.repeat(39)}/${'b'.repeat(100)}`,
  ]);

  refuses(gitHubRepositoryRule, "a GitHub repository as 'owner/name'", [
    ...hostileTexts,
    ['has no name', 'acme', `got 'acme'. ${missing}`],
    ['has an empty name', 'acme/', `got 'acme/'. ${name}`],
    ['has an empty owner', '/app', `got '/app'. ${owner}`],
    ['has a path', 'acme/app/x', "got 'acme/app/x'. Use exactly one slash"],
    ['is an address', 'https://github.com/acme/app', `got 'https://github.com/acme/app'. ${address}`],
    ['is an SSH address', 'git@github.com:acme/app', `got 'git@github.com:acme/app'. ${address}`],
    [
      'is an address with a password',
      'https://bob:hunter2@github.com/acme/app',
      `got a text that looks like a secret. ${address}`,
    ],
    ['ends in .git', 'acme/app.git', "got 'acme/app.git'. Omit '.git'"],
    ['is any repository', 'acme/*', `got 'acme/*'. ${wildcard}`],
    ['starts like others', 'acme/app*', `got 'acme/app*'. ${wildcard}`],
    ['has any owner', '*/app', `got '*/app'. ${wildcard}`],
    ['holds a question mark', 'acme/ap?', `got 'acme/ap?'. ${wildcard}`],
    ['is everything', '*', `got '*'. ${wildcard}`],
    [
      'is a policy variable',
      '${aws:username}/x',
      "got '${aws:username}/x'. IAM would replace the variable. Write the name",
    ],
    ['has a space in the owner', 'acme /app', `got 'acme /app'. ${owner}`],
    ['has an owner that starts with a hyphen', '-acme/app', `got '-acme/app'. ${owner}`],
    ['has an owner that ends in a hyphen', 'acme-/app', `got 'acme-/app'. ${owner}`],
    ['has an owner with two hyphens', 'ac--me/app', `got 'ac--me/app'. ${owner}`],
    ['has an owner too long', `${'a'.repeat(40)}/app`, `got '${'a'.repeat(40)}/app'. ${owner}`],
    ['has a name too long', `a/${'b'.repeat(101)}`, `got 'a/${'b'.repeat(78)}...'. ${name}`],
    ['has ids in it', 'acme@1/app@2', `got 'acme@1/app@2'. ${owner}`],
    ['has a ref', 'acme/app:ref:refs/heads/main', `got 'acme/app:ref:refs/heads/main'. Use exactly one slash`],
    ['has a place', 'acme/app:environment:prod', `got 'acme/app:environment:prod'. ${name}`],
    ['is a whole subject', 'repo:acme/app', `got 'repo:acme/app'. ${owner}`],
    ['climbs', 'acme/..', `got 'acme/..'. ${name}`],
    ['has a Cyrillic owner', '\u0430cme/app', "got '\u0430cme/app'. The character U+0430 at index 0 is not ASCII"],
  ]);
});

describe('gitHubIdRule', () => {
  takes(gitHubIdRule, ['1', '123456789', '9223372036854775807'], '12');

  refuses(gitHubIdRule, 'a numeric GitHub id as digits', [
    ...noTexts
      .filter(([, value]) => typeof value !== 'number')
      .map(([title, value, problem]) => [title, value, problem.replace(/\. .*/, '')] as const),
    ...deceptiveTexts.map(([title, value, problem]) => [title, value, problem.replace(/\. .*/, '')] as const).slice(1),
    ['is empty', '', "got ''"],
    ['is a number', 42, 'got the number 42. Write it in quotes'],
    ['is a number in scientific notation', 1e21, 'got the number 1e+21. Write it in quotes'],
    ['is a negative number', -1, 'got the number -1. Write it in quotes'],
    ['is a name', 'abc', "got 'abc'"],
    ['is zero', '0', "got '0'"],
    ['starts with a zero', '01', "got '01'"],
    ['is signed', '+1', "got '+1'"],
    ['is negative', '-1', "got '-1'"],
    ['is a fraction', '1.0', "got '1.0'"],
    ['is hexadecimal', '0x10', "got '0x10'"],
    ['is in scientific notation', '1e3', "got '1e3'"],
    ['is a wildcard', '*', "got '*'"],
    ['ends in a wildcard', '12*', "got '12*'"],
    ['ends in a slash', '1/evil', "got '1/evil'"],
    ['is too long', '1'.repeat(20), `got '${'1'.repeat(20)}'`],
    ['is Arabic-Indic digits', '\u0661\u0662', "got '\u0661\u0662'"],
  ]);
});
