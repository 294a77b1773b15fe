package dev.swath.job;

import static dev.swath.job.Setting.ofProcess;

import java.util.List;

/** The settings of the service that imagery comes from. */
final class ServiceSettings {

    /** Earth Engine. */
    static final List<Setting> EARTH_ENGINE = List.of(
            ofProcess(
                    "earth-engine.url",
                    "Where the imagery comes from: the address of an Earth Engine server, or emulator for Swath's own",
                    "emulator",
                    "https://earthengine-highvolume.googleapis.com"),
            ofProcess(
                    "earth-engine.project",
                    "Google Cloud project that is charged for the requests; the real service needs one",
                    "",
                    "my-project"),
            ofProcess(
                    "earth-engine.credentials",
                    "none, application-default, or the path of a service-account key file",
                    "none",
                    "application-default"),
            ofProcess(
                    "earth-engine.impersonate",
                    "Service account to act as, with the credentials above",
                    "",
                    "swath@my-project.iam.gserviceaccount.com"),
            ofProcess("earth-engine.connect-timeout", "Longest time to connect", "10s", "10s"),
            ofProcess(
                    "earth-engine.response-timeout", "Longest silence between two packets of a reply", "330s", "330s"),
            ofProcess("earth-engine.timeout", "Longest time for one request and its reply", "600s", "600s"),
            ofProcess(
                    "earth-engine.min-rate",
                    "Lowest average speed of a reply, in bytes per second; 0 for no limit",
                    "1000",
                    "1000"));

    /** The way to all other machines. */
    static final List<Setting> NETWORK = List.of(
            ofProcess(
                    "proxy",
                    "HTTP proxy that connects to all other machines, http://user:password@host:port; or none. Not set:"
                            + " https.proxyHost of Java, else HTTPS_PROXY of the environment. NO_PROXY names the hosts"
                            + " that are reached without it",
                    "",
                    "http://proxy.example.com:3128"),
            ofProcess(
                    "trust",
                    "PEM file of certificate authorities that are trusted, in addition to those of Java",
                    "",
                    "company-ca.pem"));

    /** The emulator, in place of Earth Engine. */
    static final List<Setting> EMULATOR = List.of(
            ofProcess("emulator.port", "Port of the emulator; 0 takes a free one", "0", "8080"),
            ofProcess(
                    "emulator.latency",
                    "Time added to each reply, to imitate the distance to the real service",
                    "300ms",
                    "0ms"),
            ofProcess(
                    "emulator.concurrency",
                    "Requests served at once; further requests get status 429. Not set: no limit",
                    "",
                    "40"),
            ofProcess(
                    "emulator.folder",
                    "Folder of GeoTIFFs to serve as collection users/emulator/FOLDER-NAME",
                    "",
                    "rasters"),
            ofProcess(
                    "emulator.exports",
                    "Folder of the files that exports of the emulator write",
                    "earth-engine-exports",
                    "exports"),
            ofProcess(
                    "emulator.require-token", "Whether requests need a token issued by the emulator", "false", "true"),
            ofProcess(
                    "emulator.faults",
                    "Faults to inject, each with its share of the requests. seed makes them repeatable; the"
                            + " prefixes pixels. and listing. limit a fault to one kind of request. Not set: none",
                    "",
                    "429:0.05,pixels.truncate:0.02,seed:7"));

    private ServiceSettings() {}
}
