package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that those who follow the runs are told.
 *
 * @param name opened, progress, image or closed
 * @param data what is told
 */
record Event(String name, ObjectNode data) {

    /** As it goes over the wire: server-sent events, as the HTML standard describes them. */
    String text() {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
