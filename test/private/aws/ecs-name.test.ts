import { ecsNameRule } from '../../../lib/private/aws/ecs-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const remedy = "Use at most 255 letters, digits, '_' and '-'";

takes(ecsNameRule, ['a', 'jwt-pizza-service', 'A_1', 'x'.repeat(255)]);

refuses(ecsNameRule, 'an ECS name', [
  ...hostileTexts,
  ['is any service', '*', `got '*'. ${remedy}`],
  ['starts like others', 'jwt-*', `got 'jwt-*'. ${remedy}`],
  ['holds a question mark', 'jwt-?', `got 'jwt-?'. ${remedy}`],
  ['holds a slash', 'cluster/service', `got 'cluster/service'. ${remedy}`],
  ['is an ARN', 'arn:aws:ecs:a:1:service/x', `got 'arn:aws:ecs:a:1:service/x'. ${remedy}`],
  ['is a policy variable', '${aws:username}', `got '\${aws:username}'. ${remedy}`],
  ['is too long', 'x'.repeat(256), `got '${'x'.repeat(80)}...'. ${remedy}`],
]);
