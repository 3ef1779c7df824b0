import { type ConsumerKind } from './consumer-kind';
import { appRunnerService } from './kinds/app-runner-service';
import { batchJob } from './kinds/batch-job';
import { codeBuildProject } from './kinds/code-build-project';
import { ecsTask } from './kinds/ecs-task';
import { lambdaFunction } from './kinds/lambda-function';
import { sageMakerModel } from './kinds/sage-maker-model';

/** The kinds of resources that run images. A new one is one file and one line here. */
export const consumerKinds: readonly ConsumerKind[] = [
  ecsTask,
  lambdaFunction,
  codeBuildProject,
  appRunnerService,
  batchJob,
  sageMakerModel,
];
