package dev.swath.it;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** What a person does with the console of a broker: counts, takes and adds messages. {@code bench/scaling} starts it by itself. */
final class BrokerQueues implements Closeable {

    private static final int WAIT_MILLISECONDS = 2000;

    private final ServerLocator locator;
    private final ClientSessionFactory sessions;
    private final ClientSession session;

    private BrokerQueues(ServerLocator locator, ClientSessionFactory sessions, ClientSession session) {
        this.locator = locator;
        this.sessions = sessions;
        this.session = session;
    }

    /** Those of the broker at a port of loopback. */
    static BrokerQueues at(int port, String user, String password) throws Exception {
        ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
        ClientSessionFactory sessions = locator.createSessionFactory();
        ClientSession session = sessions.createSession(user, password, false, true, true, false, 0);
        session.start();
        return new BrokerQueues(locator, sessions, session);
    }

    /** How many messages a queue has. */
    long count(String queue) throws ActiveMQException {
        return find(queue).getMessageCount();
    }

    /** Removes the first message of a queue; empty if it has none. */
    byte[] take(String queue) throws ActiveMQException {
        find(queue);
        try (ClientConsumer consumer = session.createConsumer(queue)) {
            ClientMessage message = consumer.receive(WAIT_MILLISECONDS);
            if (message == null) {
                return new byte[0];
            }
            byte[] body = new byte[message.getBodyBuffer().readableBytes()];
            message.getBodyBuffer().readBytes(body);
            message.acknowledge();
            return body;
        }
    }

    /** Adds a message to a queue. */
    void put(String queue, byte[] body) throws ActiveMQException {
        find(queue);
        try (ClientProducer producer = session.createProducer(queue)) {
            ClientMessage message = session.createMessage(ClientMessage.BYTES_TYPE, true);
            message.getBodyBuffer().writeBytes(body);
            producer.send(message);
        }
    }

    /** A queue, made if there is none of that name. */
    private ClientSession.QueueQuery find(String queue) throws ActiveMQException {
        ClientSession.QueueQuery found = session.queueQuery(SimpleString.of(queue));
        if (!found.isExists()) {
            session.createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        return found;
    }

    @Override
    public void close() {
        sessions.close();
        locator.close();
    }

    /**
     * Answers each line of standard input with a line: {@code count QUEUE}, {@code take QUEUE} and {@code put QUEUE BODY}, with bodies
     * in base64. Arguments: the port and the user; the password is in the variable {@code BROKER_PASSWORD}.
     */
    public static void main(String[] arguments) throws Exception {
        String password = System.getenv("BROKER_PASSWORD");
        try (BrokerQueues queues = at(Integer.parseInt(arguments[0]), arguments[1], password);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(queues.answer(line.split(" ", -1)));
            }
        }
    }

    private String answer(String[] words) throws ActiveMQException {
        switch (words[0]) {
            case "count":
                return String.valueOf(count(words[1]));
            case "take":
                return Base64.getEncoder().encodeToString(take(words[1]));
            case "put":
                put(words[1], Base64.getDecoder().decode(words[2]));
                return "put";
            default:
                throw new IllegalArgumentException(words[0]);
        }
    }
}
