/** Amazon S3 and what speaks its protocol, with credentials by way of STS. The only place that knows the AWS SDK. */
@NullMarked
package io.btautomations.core.aws;

import org.jspecify.annotations.NullMarked;
