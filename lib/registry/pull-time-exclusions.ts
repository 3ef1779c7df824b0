import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnPullTimeUpdateExclusion } from 'aws-cdk-lib/aws-ecr';
import { CfnRole, type Role } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { partitionOf } from '../private/aws/partition';
import { roleOrUserArnRule } from '../private/aws/principal-arn';
import { forEachCiRole } from '../private/constructs/ci-roles';
import { resourcesOf } from '../private/constructs/second-owner';
import { type Problem, quote, refuseIf, validate, validateList } from '../private/validation/validation';

const { pullTimeExclusionCharacters: mostCharacters, pullTimeExclusions: most } = awsLimits.ecr;
const type = CfnPullTimeUpdateExclusion.CFN_RESOURCE_TYPE_NAME;

/** The principals whose pulls do not count as the last pull of an image. */
export class PullTimeExclusions {
  private readonly given: readonly string[];
  private excludesCi = false;

  public constructor(
    private readonly settings: Construct,
    principals: readonly string[] | undefined,
  ) {
    this.given = principals ?? [];
    if (principals) validateList('pullTimeExclusions', principals);
    this.given.forEach((principalArn, index) => {
      const path = `pullTimeExclusions[${index}]`;
      validate(path, principalArn, roleOrUserArnRule);
      refuseIf(path, this.givenProblem(principalArn, index));
      this.add(principalArn, Token.isUnresolved(principalArn) ? String(index) : undefined);
    });
    refuseIf('pullTimeExclusions', tooMany(this.given.length));
    settings.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * Excludes the roles of builds, publishers and promotions of the app that are in the account. Each has its exclusion in its own
   * stack, so that no stack waits for another one. In another Region it must have a name, by which its ARN is known.
   */
  public excludeCiRoles(): void {
    if (this.excludesCi) return;
    this.excludesCi = true;
    forEachCiRole(this.settings, (role) => {
      const [here, there] = [Stack.of(this.settings), Stack.of(role)];
      if (here.account !== there.account) return;
      const arn = knownArn(role);
      if (this.given.includes(role.roleArn) || (arn !== undefined && this.given.includes(arn))) return;
      if (here.region !== there.region) {
        if (arn !== undefined) this.add(arn);
      } else if (role.node.tryFindChild(childId) === undefined) {
        new CfnPullTimeUpdateExclusion(role, childId, { principalArn: role.roleArn });
      }
    });
  }

  private add(principalArn: string, name = principalArn.split(':').slice(4).join(':').replaceAll('/', ':')): void {
    new CfnPullTimeUpdateExclusion(this.settings, `PullTime-${name}`, { principalArn });
  }

  private givenProblem(principalArn: string, index: number): Problem {
    if (this.given.indexOf(principalArn) < index)
      return `must be listed once, got ${quote(principalArn)} again. Remove it.`;
    if (Token.isUnresolved(principalArn) || principalArn.length <= mostCharacters) return undefined;
    return `must have at most ${mostCharacters} characters, got ${principalArn.length}. Use a role with a shorter path.`;
  }

  /** The problems of all exclusions of the registry together, also with those of other constructs. */
  private problems(): string[] {
    const all = resourcesOf(Stack.of(this.settings), type).filter((one) => one instanceof CfnPullTimeUpdateExclusion);
    const count = tooMany(all.length);
    return [...(count === undefined ? [] : [`\`pullTimeExclusions\` ${count}`]), ...twiceProblems(all)];
  }
}

const childId = 'PullTimeExclusion';

function tooMany(count: number): Problem {
  return count <= most
    ? undefined
    : `must exclude at most ${most} principals in one registry, got ${count}. ECR accepts no more. Let some of them share a role.`;
}

function twiceProblems(all: readonly CfnPullTimeUpdateExclusion[]): string[] {
  const first = new Map<string, CfnResource>();
  return all.flatMap((one) => {
    const { principalArn } = one;
    const earlier = first.get(principalArn);
    if (earlier === undefined) {
      first.set(principalArn, one);
      return [];
    }
    const [path, other] = [one, earlier].map(({ node }) => quote((node.scope ?? one).node.path));
    return [
      `\`pullTimeExclusions\` must exclude a principal once, got one in ${String(other)} and again in ${String(path)}. ECR keeps one ` +
        'exclusion of a principal, so the second deployment would fail. Remove one.',
    ];
  });
}

/** The ARN of a role as text. Undefined if only the deployment knows its name. */
function knownArn(role: Role): string | undefined {
  const resource = role.node.defaultChild;
  if (!(resource instanceof CfnRole)) return undefined;
  const { roleName, path = '/' } = resource;
  if (roleName === undefined || Token.isUnresolved(roleName) || Token.isUnresolved(path)) return undefined;
  const stack = Stack.of(role);
  return `arn:${partitionOf(stack)}:iam::${stack.account}:role${path}${roleName}`;
}
