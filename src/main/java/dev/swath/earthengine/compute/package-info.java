/** What a job has Earth Engine compute: band arithmetic, cloud masks and composites, as expressions. */
package dev.swath.earthengine.compute;
