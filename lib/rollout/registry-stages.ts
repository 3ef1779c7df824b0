import { Stage, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { stackNameOf, type StackPart } from '../app/config/environments/stack-names';
import { readConfig } from '../app/config/index';
import { locating } from '../app/config/reading/locate';
import { type EnvironmentConfig, type RegistryConfig } from '../app/config/schema';
import { addNagPacks } from '../app/nag-packs';
import { appContext } from '../app/project-context';
import { addRegistryStacks } from '../app/registry-stacks';
import { publicApi } from '../private/boundary/public-api';
import { groupedBy } from '../private/values/grouped-by';
import { EcrPublishingChecks } from '../review/index';

/** Properties of `RegistryStages`. */
export interface RegistryStagesProps {
  /**
   * The path of the config file. Throws with every problem of the file, as `ecr-publishing check` prints them.
   *
   * @default - `ecr-publishing.yaml` in the working folder
   */
  readonly config?: string;
}

/** Stages that can be deployed at the same time. */
export interface RegistryWave {
  /** The name of the wave: a Region, or `publishers` for the first wave. */
  readonly name: string;

  /** The stages of the wave. Each has the stacks of one environment, and that of the first wave has the roles. */
  readonly stages: Stage[];
}

/**
 * The stages of an `ecr-publishing.yaml`, for CDK Pipelines. They create the same stacks as the ready app, with the same
 * names, logical ids and templates. The packs of cdk-nag that the file names check the stages, and the review checks the
 * whole app.
 *
 * @example
 * import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
 * import * as pipelines from 'aws-cdk-lib/pipelines';
 * import { RegistryStages } from 'cdk-ecr-publishing';
 *
 * const pipeline = new pipelines.CodePipeline(this, 'Pipeline', {
 *   crossAccountKeys: true,
 *   pipelineType: codepipeline.PipelineType.V2,
 *   synth: new pipelines.ShellStep('Synth', {
 *     input: pipelines.CodePipelineSource.connection('acme/registry', 'main', { connectionArn }),
 *     commands: ['npm ci', 'npx ecr-publishing check', 'npx cdk synth --quiet'],
 *   }),
 * });
 * for (const { name, stages } of new RegistryStages(this, 'Registry', { config: configFile }).waves) {
 *   const wave = pipeline.addWave(name);
 *   for (const stage of stages) wave.addStage(stage);
 * }
 */
@publicApi
export class RegistryStages extends Construct {
  /**
   * The waves in the order of their deployment. The first one has the identity providers and roles of all accounts, if the
   * file has publishers, since policies of repositories may name the roles. Each Region has one wave after it, in the order
   * in which the environments of the file name the Regions.
   */
  public readonly waves: RegistryWave[];

  public constructor(scope: Construct, id: string, props: RegistryStagesProps = {}) {
    super(scope, id);
    for (const [key, value] of Object.entries(appContext)) this.node.setContext(key, value);
    const file = props.config ?? 'ecr-publishing.yaml';
    const stages = new EnvironmentStages(this);
    this.waves = locating(file, () => {
      const config = readConfig(file);
      addRegistryStacks((environment, part) => stages.of(environment, part), config);
      addNagPacks(this, config.checks ?? []);
      return stages.waves(config);
    });
    Validations.of(this).addPlugins(new EcrPublishingChecks());
  }
}

/** The stages, each of which is created when its first stack is. */
class EnvironmentStages {
  private publishers?: Stage;
  private readonly byEnvironment = new Map<EnvironmentConfig, Stage>();

  public constructor(private readonly scope: Construct) {}

  /** The stage of a stack. All roles have one stage, since a role may need the identity provider of another Region. */
  public of(environment: EnvironmentConfig, part: StackPart): Stage {
    if (part === 'publishers') return (this.publishers ??= new Stage(this.scope, part));
    const { account, region } = environment;
    const found = this.byEnvironment.get(environment);
    const stage =
      found ?? new Stage(this.scope, stackNameOf(environment, 'repositories'), { env: { account, region } });
    this.byEnvironment.set(environment, stage);
    return stage;
  }

  public waves({ environments }: RegistryConfig): RegistryWave[] {
    const regions = groupedBy(environments, ({ region }) => region).map((group) => ({
      name: group[0].region,
      stages: group.flatMap((environment) => this.byEnvironment.get(environment) ?? []),
    }));
    return [
      ...(this.publishers ? [{ name: 'publishers', stages: [this.publishers] }] : []),
      ...regions.filter(({ stages }) => stages.length > 0),
    ];
  }
}
