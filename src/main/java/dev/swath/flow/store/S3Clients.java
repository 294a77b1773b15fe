package dev.swath.flow.store;

import dev.swath.network.Network;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws.common.AwsClientBuilderUtil;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.support.service.ServiceSupport;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Gives endpoints of object stores a client of their options whose calls end in time. */
final class S3Clients {

    private final CamelContext context;
    private final Duration longest;
    private final Network network;

    /**
     * @param context closes the clients when it stops
     * @param longest time for one call with all its attempts: an object goes up whole or not at all
     * @param network how the stores are reached
     */
    S3Clients(CamelContext context, Duration longest, Network network) {
        this.context = context;
        this.longest = longest;
        this.network = network;
    }

    /** Puts a client into an endpoint that has not started, unless it was given one. */
    void giveTo(AWS2S3Endpoint endpoint) throws Exception {
        AWS2S3Configuration configuration = endpoint.getConfiguration();
        if (configuration.getAmazonS3Client() == null) {
            S3Client client = AwsClientBuilderUtil.buildClient(
                    configuration, S3Client::builder, builder -> complete(builder, configuration));
            configuration.setAmazonS3Client(client);
            context.addService(new ServiceSupport() {
                @Override
                protected void doStop() {
                    client.close();
                }
            });
        }
    }

    private void complete(S3ClientBuilder builder, AWS2S3Configuration configuration) {
        builder.overrideConfiguration(limits -> limits.apiCallTimeout(longest));
        if (configuration.getProxyHost() == null && !configuration.isTrustAllCertificates()) {
            builder.httpClientBuilder(new S3Http.Builder(network));
        }
        if (configuration.isForcePathStyle()) {
            builder.forcePathStyle(true);
        }
        if (configuration.isOverrideEndpoint()) {
            // Behind the body, where Amazon's client puts it, few servers but Amazon's understand a checksum.
            builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        }
    }
}
