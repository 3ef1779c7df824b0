package registry;

import io.github.cdkecrpublishing.ImagePromotion;
import io.github.cdkecrpublishing.ImageRepository;
import io.github.cdkecrpublishing.ScanGate;
import io.github.cdkecrpublishing.ScanGateOptions;
import io.github.cdkecrpublishing.ScanSeverity;
import io.github.cdkecrpublishing.TemporaryPushAccess;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** An outside contributor, and the promotion of the images that pass the scan. */
final class Contributor {
  private Contributor() {}

  static void add(
      final Stack stack,
      final String name,
      final ImageRepository incoming,
      final ImageRepository approved) {
    final Construct scope = new Construct(new Construct(stack, "Contributors"), name);
    final TemporaryPushAccess access =
        TemporaryPushAccess.Builder.create(scope, "Push")
            .repository(incoming)
            .contributor(name)
            .assumedBy(new ArnPrincipal("arn:aws:iam::123456789012:role/user-services"))
            .expiresAt("2026-12-31T00:00:00Z")
            .roleName("contributor-prod-" + name)
            .build();
    CfnOutput.Builder.create(access, "Output")
        .value(access.getRole().getRoleArn())
        .description(
            "The role that " + name + "'s credentials are of, until " + access.getExpiresAt())
        .build();

    final Construct results = new Construct(stack, "Verdicts");
    final Key key =
        Key.Builder.create(results, "Key")
            .description("Logs and messages of the image promotions of environment prod")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    final Topic topic =
        Topic.Builder.create(results, "Topic")
            .displayName("Image promotion prod")
            .masterKey(key)
            .enforceSsl(true)
            .build();
    CfnOutput.Builder.create(results, "Output")
        .value(topic.getTopicArn())
        .description("The topic that tells what became of pushed images: subscribe to it")
        .build();
    ImagePromotion.Builder.create(scope, "Promotion")
        .source(incoming)
        .target(approved)
        .gate(ScanGate.basic(ScanGateOptions.builder().maxSeverity(ScanSeverity.MEDIUM).build()))
        .contributor(name)
        .notificationTopic(topic)
        .encryptionKey(key)
        .copyRoleName("promoter-prod-" + name)
        .build();
  }
}
