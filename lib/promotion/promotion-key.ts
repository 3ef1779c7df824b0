import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { foreignArnProblem } from '../private/aws/partition';
import { refuseIf } from '../private/validation/validation';
import { logsPrincipal } from '../private/aws/logs-principal';
import { allowLogEncryption } from '../private/constructs/log-encryption';

interface PromotionKeyProps {
  readonly promotionName: string;
  readonly logGroupNames: readonly string[];
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** The key of the logs and of the topic of the promotion. */
export class PromotionKey extends Construct {
  public readonly key: IKey;

  public constructor(scope: Construct, id: string, props: PromotionKeyProps) {
    super(scope, id);
    if (props.encryptionKey) refuseIf('encryptionKey', foreignArnProblem(props.encryptionKey.keyArn, Stack.of(this)));
    this.key =
      props.encryptionKey ??
      new Key(this, 'Key', {
        description: `Logs and messages of the image promotion ${props.promotionName}`,
        enableKeyRotation: true,
        removalPolicy: props.removalPolicy,
      });
    const service = logsPrincipal(Stack.of(this));
    const groups = props.logGroupNames.map((name) =>
      Stack.of(this).formatArn({ service: 'logs', resource: `log-group:${name}` }),
    );
    if (allowLogEncryption(this, this.key, groups)) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:KeyPolicyNotChanged',
      `CDK cannot change the policy of an imported key. Allow ${service} in it to encrypt ` +
        `${groups.join(' and ')}. Otherwise the log groups cannot be created.`,
    );
  }
}
