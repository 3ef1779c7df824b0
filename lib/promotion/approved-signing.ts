import { Stack } from 'aws-cdk-lib';
import { CfnSigningConfiguration } from 'aws-cdk-lib/aws-ecr';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import { signingProfileArnOf } from '../private/aws/signing-profile-arn';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type PromotionRoute } from './promotion-route';

/**
 * The signing configuration by which ECR signs approved images only. A signature of the profile then means "promoted". A
 * registry has one signing configuration.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
 */
export class ApprovedSigning extends Construct {
  public constructor(scope: Construct, id: string, route: PromotionRoute, profile: ISigningProfile) {
    super(scope, id);
    const { target, naming } = route;
    const stack = Stack.of(this);
    refuseIf(
      'signingProfile',
      target.account === stack.account && target.region === stack.region
        ? undefined
        : `requires a target in the registry of the promotion, got one in account ${target.account} and Region ` +
            `${target.region}. Configure the signing of that registry in its own stack.`,
    );
    const configuration = new CfnSigningConfiguration(this, 'Configuration', {
      rules: [
        {
          signingProfileArn: signingProfileArnOf(profile),
          repositoryFilters: [
            { filterType: 'WILDCARD_MATCH', filter: naming.kind === 'one' ? target.name : `${naming.to}*` },
          ],
        },
      ],
    });
    this.node.addValidation({
      validate: () => {
        const problem = secondOwnerProblem(configuration);
        return problem === undefined ? [] : [`\`signingProfile\` ${problem}`];
      },
    });
  }
}

function secondOwnerProblem(configuration: CfnSigningConfiguration): Problem {
  const { account, region } = configuration.stack;
  const other = configuration.node.root.node
    .findAll()
    .find(
      (one): one is CfnSigningConfiguration =>
        one instanceof CfnSigningConfiguration &&
        one !== configuration &&
        one.stack.account === account &&
        one.stack.region === region,
    );
  return other === undefined
    ? undefined
    : `must be set once per registry, got a second signing configuration at '${other.node.path}'. ECR has one per registry. ` +
        'Remove one, or promote both with one prefix.';
}
