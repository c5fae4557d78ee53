using StopPress.Commands;

return await CommandLine.RunAsync(args);
