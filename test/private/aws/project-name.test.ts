import { projectNameRule } from '../../../lib/private/aws/project-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const remedy = "Use 2 to 150 letters, digits, '-' and '_'";

takes(projectNameRule, ['ab', 'jwt-pizza_Service1', `a${'-'.repeat(149)}`]);

refuses(projectNameRule, 'a CodeBuild project name', [
  ...hostileTexts,
  ['is too short', 'a', `got 'a'. ${remedy}`],
  ['is too long', 'a'.repeat(151), `got '${'a'.repeat(80)}...'. ${remedy}`],
  ['starts with a dash', '-a', `got '-a'. ${remedy}`],
  ['starts with an underscore', '_a', `got '_a'. ${remedy}`],
  ['is a wildcard', 'team-*', `got 'team-*'. ${remedy}`],
  ['holds a slash', 'a/b', `got 'a/b'. ${remedy}`],
  ['holds a space', 'a b', `got 'a b'. ${remedy}`],
  ['is a policy variable', '${aws:username}', `got '\${aws:username}'. ${remedy}`],
]);
