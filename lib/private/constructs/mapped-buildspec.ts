import { CfnMapping, Stack, Token } from 'aws-cdk-lib';
import { BuildSpec } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { shortHash } from '../text/short-hash';

/** The id says whose it is, so that no construct of the user's stack has it. */
const mappingId = 'CdkEcrPublishingBuildspecs';
const second = 'Text';

/**
 * A build specification that the template contains once, in a mapping, however many projects use it. A template has at
 * most 1 MB, and the text is two thirds of a build. An asset would need a bootstrapped account, and a parameter accepts
 * 4,096 bytes only.
 */
export class MappedBuildspec extends BuildSpec {
  public readonly isImmediate = true;
  private readonly text: string;

  public constructor(content: Readonly<Record<string, unknown>>) {
    super();
    this.text = BuildSpec.fromObjectToYaml(content).toBuildSpec();
  }

  public toBuildSpec(scope: Construct): string {
    if (Token.isUnresolved(this.text)) return this.text; // CloudFormation accepts only literal text in a mapping
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(mappingId) as CfnMapping | undefined;
    // CDK proposes a lazy mapping in an annotation unless the value is given.
    const mapping = existing ?? new CfnMapping(stack, mappingId, { lazy: false });
    // The key follows from the text, so that neither the order of the projects nor another project changes it.
    const key = shortHash(this.text);
    mapping.setValue(key, second, this.text);
    return mapping.findInMap(key, second);
  }
}
