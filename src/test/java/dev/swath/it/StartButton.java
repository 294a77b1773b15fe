package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * The button of the dashboard that starts a job, for a process with {@code --dashboard}.
 *
 * @param port of the dashboard
 */
record StartButton(int port) {

    private static final String TOKEN = "open-sesame-4711";

    static StartButton onAnyPort() throws IOException {
        return new StartButton(FreePort.find());
    }

    /** What its process needs, {@code key = value}. */
    List<String> settings() {
        return List.of("dashboard.port = " + port, "dashboard.token = " + TOKEN);
    }

    /** Begins a run, in whichever scheduler gets it. */
    void press(String job) throws IOException, InterruptedException {
        HttpRequest button = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/jobs/" + job + "/runs"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(button, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
}
