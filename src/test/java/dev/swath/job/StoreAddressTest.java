package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of buckets become URIs of Camel's components. */
class StoreAddressTest {

    @Test
    void a_bucket_of_amazon_gets_its_keys_from_the_environment_unless_they_are_given() {
        assertThat(StoreAddress.resolve("s3://my-bucket/farm/2024/"))
                .isEqualTo(
                        "aws2-s3://my-bucket?keyName=RAW(farm/2024/${file:name})&useDefaultCredentialsProvider=true");
        assertThat(StoreAddress.resolve("s3://my-bucket?region=eu-central-1&accessKey=RAW(a)&secretKey=RAW(b)"))
                .isEqualTo("aws2-s3://my-bucket?keyName=RAW(${file:name})"
                        + "&region=eu-central-1&accessKey=RAW(a)&secretKey=RAW(b)");
    }

    @Test
    void a_bucket_of_google_is_reached_where_it_speaks_s3() {
        assertThat(StoreAddress.resolve("gs://my-bucket/farm"))
                .isEqualTo("aws2-s3://my-bucket?keyName=RAW(farm/${file:name})&overrideEndpoint=true"
                        + "&uriEndpointOverride=https://storage.googleapis.com&region=auto"
                        + "&useDefaultCredentialsProvider=true");
        assertThat(StoreAddress.resolve("gs://my-bucket?uriEndpointOverride=http://localhost:9000"))
                .contains("uriEndpointOverride=http://localhost:9000")
                .doesNotContain("googleapis");
    }

    @Test
    void a_container_of_azure_needs_its_account() {
        Map<String, String> environment = Map.of("AZURE_STORAGE_ACCOUNT", "farmdata");

        assertThat(StoreAddress.resolve("az://imagery/farm?account=mine&accessKey=RAW(k)", none -> Optional.empty()))
                .isEqualTo("azure-storage-blob://mine/imagery?blobName=RAW(farm/${file:name})&accessKey=RAW(k)");
        assertThat(StoreAddress.resolve("az://imagery", name -> Optional.ofNullable(environment.get(name))))
                .isEqualTo("azure-storage-blob://farmdata/imagery?blobName=RAW(${file:name})"
                        + "&credentialType=AZURE_IDENTITY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreAddress.resolve("az://imagery", none -> Optional.empty()))
                .withMessageContaining("AZURE_STORAGE_ACCOUNT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"output", "/data/s3", "file:/data", "aws2-s3://my-bucket?region=x", "sftp://host/path"})
    void any_other_output_stays_as_it_is(String output) {
        assertThat(StoreAddress.resolve(output)).isEqualTo(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///farm", "gs://My Bucket/x", "s3://bucket/a)b", "s3://bucket/${x}"})
    void what_is_no_bucket_is_refused(String output) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoreAddress.resolve(output));
    }
}
