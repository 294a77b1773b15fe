import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;

/**
 * ActiveMQ Artemis on loopback, with a journal, until the process is killed. What a person does with the broker's console, the test
 * does with lines of standard input, each with one line as the answer:
 *
 * <ul>
 *   <li>{@code count QUEUE}: its messages
 *   <li>{@code take QUEUE}: the body of its first message, in base64, which is removed; an empty line if there is none
 *   <li>{@code put QUEUE BODY}: adds a message of bytes, given in base64
 * </ul>
 *
 * <p>Arguments: the port, and the folder of the journal.
 */
public final class Broker {

    private static final byte BYTES = ClientMessage.BYTES_TYPE;
    private static final int WAIT_MILLISECONDS = 2000;

    private Broker() {}

    public static void main(String[] arguments) throws Exception {
        String url = "tcp://127.0.0.1:" + arguments[0];
        String folder = Path.of(arguments[1]).toString();
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDirectory(folder + "/journal");
        configuration.setBindingsDirectory(folder + "/bindings");
        configuration.setPagingDirectory(folder + "/paging");
        configuration.setLargeMessagesDirectory(folder + "/large");
        configuration.setJournalFileSize(1 << 20);
        configuration.setMaxDiskUsage(-1);
        configuration.addAcceptorConfiguration("tcp", url);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration, true);
        server.start();
        try (ServerLocator locator = ActiveMQClient.createServerLocator(url);
                ClientSessionFactory sessions = locator.createSessionFactory();
                ClientSession session = sessions.createSession();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            session.start();
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(answer(server, session, line.split(" ")));
            }
        } finally {
            server.stop();
        }
    }

    private static String answer(ActiveMQServer server, ClientSession session, String[] words) throws Exception {
        String queue = words[1];
        if (server.locateQueue(queue) == null) {
            session.createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        switch (words[0]) {
            case "count":
                return String.valueOf(server.locateQueue(queue).getMessageCount());
            case "take":
                try (var consumer = session.createConsumer(queue)) {
                    ClientMessage message = consumer.receive(WAIT_MILLISECONDS);
                    if (message == null) {
                        return "";
                    }
                    byte[] body = new byte[message.getBodyBuffer().readableBytes()];
                    message.getBodyBuffer().readBytes(body);
                    message.acknowledge();
                    session.commit();
                    return Base64.getEncoder().encodeToString(body);
                }
            case "put":
                try (var producer = session.createProducer(queue)) {
                    ClientMessage message = session.createMessage(BYTES, true);
                    message.getBodyBuffer().writeBytes(Base64.getDecoder().decode(words[2]));
                    producer.send(message);
                    session.commit();
                    return "put";
                }
            default:
                throw new IllegalArgumentException(words[0]);
        }
    }
}
