import { regionNameRule } from '../../../lib/private/aws/region-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const remedy = "For example 'us-east-1'";

takes(regionNameRule, ['us-east-1', 'eu-west-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1', 'ap-southeast-10']);

refuses(regionNameRule, 'an AWS Region', [
  ...hostileTexts,
  ['is in upper case', 'US-EAST-1', `got 'US-EAST-1'. ${remedy}`],
  ['is a zone', 'us-east-1a', `got 'us-east-1a'. ${remedy}`],
  ['is a city', 'Ireland', `got 'Ireland'. ${remedy}`],
  ['is any Region', '*', `got '*'. ${remedy}`],
  ['has no number', 'us-east', `got 'us-east'. ${remedy}`],
  ['is half a name', 'us-1', `got 'us-1'. ${remedy}`],
  ['is a host', 'us-east-1.evil.example', `got 'us-east-1.evil.example'. ${remedy}`],
]);
