import { stageRule } from '../../../lib/private/oci/stage-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const letters = "Use only letters, digits and '._-'";

takes(stageRule, ['production', 'Build_1', '0', 'a.b-c']);

refuses(stageRule, 'the name of a stage', [
  ...hostileTexts,
  ['is too long', 'a'.repeat(129), 'got 129 characters. Use at most 128'],
  ['is an option', '--push', `got '--push'. ${letters}`],
  ['holds a command', 'a;id', `got 'a;id'. ${letters}`],
  ['holds a slash', 'a/b', `got 'a/b'. ${letters}`],
]);
