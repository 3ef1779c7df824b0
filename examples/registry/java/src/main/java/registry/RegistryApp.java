package registry;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The registry of ../ecr-publishing.yaml, made of constructs. Both give the same templates. */
public final class RegistryApp {
  private RegistryApp() {}

  public static void main(final String[] args) {
    final App app = new App();
    new ProdStack(app, "ecr-publishing-prod", props("prod", "us-east-1"));
    new LondonStack(app, "ecr-publishing-london", props("london", "eu-west-2"));
    app.synth();
  }

  private static StackProps props(final String name, final String region) {
    return StackProps.builder()
        .env(Environment.builder().account("123456789012").region(region).build())
        .description("The ECR registry of environment " + name + ", made by cdk-ecr-publishing")
        .build();
  }
}
