import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** An id of EC2: with 8 digits in old accounts, with 17 since 2018. */
function ec2IdRule(what: string, prefix: string): Rule {
  return (value) =>
    firstProblem(value, textRule(what), (text) =>
      new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(text as string)
        ? undefined
        : `must be ${what}, got ${quote(text)}`,
    );
}

export const vpcIdRule = ec2IdRule("the id of a VPC, like 'vpc-0123456789abcdef0'", 'vpc');
export const subnetIdRule = ec2IdRule("the id of a subnet, like 'subnet-0123456789abcdef0'", 'subnet');
export const securityGroupIdRule = ec2IdRule("the id of a security group, like 'sg-0123456789abcdef0'", 'sg');
