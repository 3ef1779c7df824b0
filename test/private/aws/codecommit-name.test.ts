import { codeCommitNameRule } from '../../../lib/private/aws/codecommit-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const remedy = "Use at most 100 letters, digits, '.', '_' and '-'";

takes(codeCommitNameRule, ['a', 'Jwt-Pizza_service.1', 'x'.repeat(100)]);

refuses(codeCommitNameRule, 'the name of a CodeCommit repository', [
  ...hostileTexts,
  ['is too long', 'x'.repeat(101), `got '${'x'.repeat(80)}...'. ${remedy}`],
  ['ends in .git', 'app.git', `got 'app.git'. ${remedy}`],
  ['holds a slash', 'team/app', `got 'team/app'. ${remedy}`],
  ['is any repository', '*', `got '*'. ${remedy}`],
  ['is an address', 'codecommit::eu-west-1://app', `got 'codecommit::eu-west-1://app'. ${remedy}`],
]);
