import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node of OpenSearch 2 for the tests: {@code TestNode HOME}, with its settings in
 * HOME/config/opensearch.yml. The usual distribution reads its modules from a folder; here they are
 * on the class path.
 */
final class TestNode extends Node {
  private TestNode(Environment environment) {
    super(
        environment,
        List.of(
            Netty4Plugin.class,
            CommonAnalysisPlugin.class,
            PainlessPlugin.class,
            ReindexPlugin.class),
        false);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Path config = home.resolve("config");
    Files.createDirectories(home.resolve("logs"));
    Settings settings =
        Settings.builder()
            .loadFromPath(config.resolve("opensearch.yml"))
            .put(Environment.PATH_HOME_SETTING.getKey(), home)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "test");
    LogConfigurator.setNodeName("test");
    LogConfigurator.configure(environment);
    Node node = new TestNode(environment);
    CountDownLatch end = new CountDownLatch(1);
    Thread close =
        new Thread(
            () -> {
              try {
                node.close();
              } catch (java.io.IOException fault) {
                fault.printStackTrace();
              }
              end.countDown();
            });
    Runtime.getRuntime().addShutdownHook(close);
    node.start();
    end.await();
  }
}
