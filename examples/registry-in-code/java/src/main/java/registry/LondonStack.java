package registry;

import io.github.cdkecrpublishing.GitHubSourceOptions;
import io.github.cdkecrpublishing.ImageBuildProject;
import io.github.cdkecrpublishing.ImageSource;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The repository of eu-west-2, which CodeBuild fills. */
final class LondonStack extends Stack {
  private static final String CONNECTION =
      "arn:aws:codeconnections:eu-west-2:123456789012"
          + ":connection/11111111-2222-3333-4444-555555555555";

  LondonStack(final Construct scope, final String id, final StackProps props) {
    super(scope, id, props);
    ImageBuildProject.Builder.create(this, "proof-of-concept-snapshot")
        .projectName("proof-of-concept-snapshot")
        .repository(Repositories.add(this, "proof-of-concept-repo"))
        .source(
            ImageSource.gitHub(
                "acme/proof-of-concept",
                GitHubSourceOptions.builder()
                    .connectionArn(CONNECTION)
                    .branches(List.of("main"))
                    .build()))
        .platforms(List.of(Platform.LINUX_AMD64))
        .encryptionKey(
            Key.Builder.create(this, "BuildKey")
                .description("Logs and artifacts of the image builds of environment london")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build())
        .build();
  }
}
